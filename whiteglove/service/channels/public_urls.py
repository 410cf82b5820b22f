"""The chat as its visitors meet it: `/chat/…`, open to everybody."""

from django.urls import path

from whiteglove.service.channels.views import chat, chat_files

app_name = "chat"
urlpatterns = [
    path("widget.js", chat.widget, name="widget"),
    path("<slug:desk>/", chat.page, name="page"),
    path("<slug:desk>/brand.css", chat.brand, name="brand"),
    path("<slug:desk>/lines/", chat.lines, name="lines"),
    path("<slug:desk>/seen/", chat.seen, name="seen"),
    path("<slug:desk>/end/", chat.ended, name="end"),
    path("<slug:desk>/ratings/", chat.ratings, name="ratings"),
    path("<slug:desk>/copies/", chat.copies, name="copies"),
    path("<slug:desk>/files/", chat_files.files, name="files"),
    path("<slug:desk>/files/<int:pk>/", chat_files.file, name="file"),
    path("<slug:desk>/letters/", chat.letters, name="letters"),
]
