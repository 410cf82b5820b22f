"""The places and commands of the shell."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel, place

place("setup.pages", "The list of what can be set up; hang ui/setup_item.html with url, icon, title and says")

command(key="shell.home", label="Go home", url_name="shell:home", keys="g h", permit="shell.home", icon="home")
command(key="shell.search", label="Search everything", url_name="shell:search", permit="desk.search", icon="search")
command(key="shell.setup", label="Setup", url_name="shell:setup", keys="g s", permit="shell.setup", icon="settings")


@panel("nav.main", order=5, permit="shell.goals", template="ui/nav_item.html")
def week(request: HttpRequest) -> dict[str, Any]:
    url = address("shell:home")
    return {"url": url, "label": "This week", "icon": "home", "current": request.path == url}


@panel("nav.setup", order=90, permit="shell.setup", template="ui/nav_item.html")
def setup(request: HttpRequest) -> dict[str, Any]:
    url = address("shell:setup")
    return {"url": url, "label": "Setup", "icon": "settings", "current": request.path.startswith(url), "keys": "g s"}


@panel("setup.pages", order=10, permit="people.see", template="ui/setup_item.html")
def people(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("people:list"), "icon": "people", "title": "People and teams",
            "says": "Who works here, in which teams and with which skills; invitations."}  # fmt: skip


@panel("setup.pages", order=60, permit="customers.organise", template="ui/setup_item.html")
def organisations(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("customers:organisations"), "icon": "building", "title": "Organisations",
            "says": "Whom your customers work for, recognised by their mail domains."}  # fmt: skip


@panel("setup.pages", order=80, permit="events.setup", template="ui/setup_item.html")
def events(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("events:setup"), "icon": "bolt", "title": "Events and reactions",
            "says": "Everything that happened, what still waits, and what was given up."}  # fmt: skip
