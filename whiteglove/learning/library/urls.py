"""Doors under /library/."""

from django.urls import path

from .views import field, files, keeping, note, shelf

app_name = "library"
BOOK = "books/<slug:name>/"
urlpatterns = [
    path("", shelf.shelf, name="home"),
    path("mine/", shelf.mine, name="mine"),
    path("mine.json", files.everything, name="everything"),
    path("mine.md", files.text, name="text"),
    path("mine.csv", files.table, name="table"),
    path("books/new/", keeping.add, name="add"),
    path(BOOK, shelf.book, name="book"),
    path(f"{BOOK}loan/", shelf.loan, name="loan"),
    path(f"{BOOK}read/", shelf.read_it, name="read"),
    path(f"{BOOK}note/", note.note, name="note"),
    path(f"{BOOK}note/shared/", note.shared, name="shared"),
    path(f"{BOOK}changed/", keeping.change, name="change"),
    path(f"{BOOK}withdrawn/", keeping.withdrawn, name="withdrawn"),
    path("field/", field.log, name="field"),
    path("field/new/", field.new, name="new"),
    path("field/to-confirm/", field.waiting, name="waiting"),
    path("field/to-confirm/<int:pk>/", field.decide, name="decide"),
    path("field/<int:pk>/", field.entry, name="entry"),
    path("field/<int:pk>/changed/", field.change, name="entry_change"),
    path("field/<int:pk>/word/", field.word, name="word"),
]
