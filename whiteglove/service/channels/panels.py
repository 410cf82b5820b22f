"""What this room hangs into the pages of others, and its palette commands."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel

command(
    key="channels.accounts", label="Mailboxes", url_name="channels:accounts", permit="channels.accounts", icon="email"
)
command(
    key="channels.arrivals",
    label="Arrived mail",
    url_name="channels:arrivals",
    permit="channels.arrivals",
    icon="inbox",
)
command(
    key="channels.outgoing",
    label="Outgoing mail",
    url_name="channels:outgoings",
    permit="channels.outgoing",
    icon="send",
)
if settings.DEMO:
    command(key="channels.demo", label="The customers' mailboxes (demo)", url_name="demo:mailboxes", icon="people")


@panel("setup.pages", order=20, permit="channels.accounts", template="ui/setup_item.html")
def mailboxes(request: HttpRequest) -> dict:
    return {
        "url": reverse("channels:accounts"),
        "icon": "email",
        "title": "Mailboxes",
        "says": "The addresses you answer from, and how their mail comes and goes.",
    }


@panel("setup.pages", order=21, permit="channels.arrivals", template="ui/setup_item.html")
def arrived(request: HttpRequest) -> dict:
    return {
        "url": reverse("channels:arrivals"),
        "icon": "inbox",
        "title": "Arrived mail",
        "says": "Every message as it came, and those that need a person.",
    }


@panel("setup.pages", order=22, permit="channels.outgoing", template="ui/setup_item.html")
def leaving(request: HttpRequest) -> dict:
    return {
        "url": reverse("channels:outgoings"),
        "icon": "send",
        "title": "Outgoing mail",
        "says": "The queue, and answers that failed, bounced or are uncertain.",
    }
