"""The chat and the web form as their readers meet them: `/chat/…` and `/form/…`, open to everybody."""

from django.urls import path

from whiteglove.service.channels.views import chat, chat_files, form, phone

app_name = "chat"
urlpatterns = [
    path("widget.js", chat.widget, name="widget"),
    path("<slug:desk>/", chat.page, name="page"),
    path("<slug:desk>/brand.css", chat.brand, name="brand"),
    path("<slug:desk>/lines/", chat.lines, name="lines"),
    path("<slug:desk>/before/", chat.before, name="before"),
    path("<slug:desk>/seen/", chat.seen, name="seen"),
    path("<slug:desk>/end/", chat.ended, name="end"),
    path("<slug:desk>/ratings/", chat.ratings, name="ratings"),
    path("<slug:desk>/copies/", chat.copies, name="copies"),
    path("<slug:desk>/files/", chat_files.files, name="files"),
    path("<slug:desk>/files/<int:pk>/", chat_files.file, name="file"),
    path("<slug:desk>/letters/", chat.letters, name="letters"),
]

form_urlpatterns = [
    path("embed.js", form.embed, name="embed"),
    path("<slug:place>/", form.page, name="page"),
    path("<slug:place>/brand.css", form.brand, name="brand"),
    path("<slug:place>/answers/", form.answers, name="answers"),
    path("<slug:place>/send/", form.send, name="send"),
    path("<slug:place>/sent/<str:token>/", form.sent, name="sent"),
]

phone_urlpatterns = [
    path("<slug:line>/events/", phone.told, name="events"),
]
