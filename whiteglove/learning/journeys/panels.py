"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.community.whereabouts import belongs

from . import queries

belongs("journeys:mine")
command(key="journeys.mine", label="My journey", url_name="journeys:mine", permit="journeys.own", icon="flag")
command(key="journeys.times", label="My journey: time in roles", url_name="journeys:times", permit="journeys.own",
        icon="flag")  # fmt: skip
command(key="journeys.queue", label="Journeys: evidence to look at", url_name="journeys:queue",
        permit="journeys.review", icon="check")  # fmt: skip
command(key="journeys.overview", label="Journeys: who stands where", url_name="journeys:overview",
        permit="journeys.review", icon="people")  # fmt: skip


@panel("community.tabs", order=80, permit="journeys.own", template="ui/tab_item.html")
def tab(request: HttpRequest) -> dict[str, Any]:
    url = address("journeys:mine")
    return {"url": url, "label": "Journey", "current": request.path.startswith(url)}


@panel("community.home", order=80, permit="journeys.own", template="journeys/panels/home.html")
def card(request: HttpRequest) -> dict[str, Any] | None:
    """As it was when somebody last looked: one statement, and what waits for whoever decides."""
    found = queries.journey()
    stage = queries.highest(request.user, found) if found else None
    level = queries.level_of(stage) if stage else None
    waits = queries.waiting_at_all(request.user) if found else 0
    return {"journey": found, "stage": stage, "level": level, "waits": waits} if found else None


@panel("person.card", order=57, permit="journeys.review", template="journeys/panels/person.html")
def of_a_person(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """The way to somebody's journey, for whoever looks after them."""
    if not may(request.user, "journeys.review", person) or person.pk == request.user.pk:
        return None
    return {"url": reverse("journeys:person", args=[person.pk]), "person": person}
