"""What this room hangs into the pages of others, and its places and commands."""

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import Hit, command, finder
from whiteglove.ground.ui.slots import panel, place

place("person.card", "The side of a person's page; given `person`")

command(key="people.list", label="People", url_name="people:list", keys="g p", permit="people.see", icon="people")
command(key="people.teams", label="Teams", url_name="people:teams", permit="people.see_teams", icon="people")
command(key="people.invite", label="Invite somebody", url_name="people:invite", permit="people.invite", icon="plus")
command(key="people.profile", label="My profile", url_name="people:profile", permit="people.own_profile", icon="person")


@panel("nav.setup", order=70, permit="people.see", template="ui/nav_item.html")
def people(request: HttpRequest) -> dict:
    url = address("people:list")
    return {"url": url, "label": "People", "icon": "people", "current": request.path.startswith(url), "keys": "g p"}


@panel("nav.person", order=10, template="people/panels/menu.html")
def menu(request: HttpRequest) -> dict:
    return {"has_profile": may(request.user, "people.own_profile")}


@finder("people", permit="people.see", order=60)
def find_people(request: HttpRequest, words: str):
    from whiteglove.ground.people.queries import Wanted, directory

    found = directory(request.user, Wanted(words=words))[:6]
    return [Hit(person.name, reverse("people:person", args=[person.pk]), person.email, "person") for person in found]
