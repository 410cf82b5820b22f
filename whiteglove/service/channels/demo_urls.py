from django.urls import path

from whiteglove.service.channels.views import demo

app_name = "demo"
shop_urlpatterns = [path("", demo.shop, name="shop")]
urlpatterns = [
    path("", demo.first, name="mailboxes"),
    path("<str:mailbox>/", demo.mailbox, name="mailbox"),
    path("<str:mailbox>/write/", demo.write, name="write"),
    path("<str:mailbox>/letters/", demo.letters, name="letters"),
    path("<str:mailbox>/<int:pk>/", demo.thread, name="thread"),
    path("<str:mailbox>/<int:pk>/source/", demo.source, name="letter_source"),
]
