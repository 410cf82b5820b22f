"""The places of the community's pages, its own tabs, and what it hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel, place

place("community.tabs", "The pages of the community; hang ui/tab_item.html with url, label and current")
place("community.home", "The first page of the community: a card of each of its parts")

command(key="community.home", label="Community", url_name="community:home", permit="community.see", icon="smile")
command(key="community.people", label="Colleagues", url_name="community:people", permit="community.see", icon="people")


@panel("nav.learn", order=60, permit="community.see", template="ui/nav_item.html")
def community(request: HttpRequest) -> dict[str, Any]:
    url = address("community:home")
    return {"url": url, "label": "Community", "icon": "smile", "current": request.path.startswith(url)}


@panel("community.tabs", order=10, permit="community.see", template="ui/tab_item.html")
def home(request: HttpRequest) -> dict[str, Any]:
    url = address("community:home")
    return {"url": url, "label": "Home", "current": request.path == url}


@panel("community.tabs", order=20, permit="community.see", template="ui/tab_item.html")
def people(request: HttpRequest) -> dict[str, Any]:
    url = address("community:people")
    return {"url": url, "label": "People", "current": request.path.startswith(url)}


@panel("community.tabs", order=95, permit="credentials.own", template="ui/tab_item.html")
def certificates(request: HttpRequest) -> dict[str, Any]:
    """Below this room, so that it can't hang its own."""
    url = address("certificates:mine")
    return {"url": url, "label": "Certificates", "current": request.path.startswith(url)}


@panel("certificates.head", order=10, permit="community.see", template="community/tabs.html")
def above_certificates(request: HttpRequest) -> dict[str, Any]:
    return {}
