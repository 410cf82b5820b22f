"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.people.models import Person
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel, place
from whiteglove.learning.practice import queries

place("practice.debrief", "What is said after practice, at its top: what it counts for; given `run`")
command(key="practice.library", label="Practise with a simulated customer", url_name="practice:library",
        permit="practice.see", icon="smile", keys="g t")  # fmt: skip
command(key="practice.history", label="My practice", url_name="practice:history", permit="practice.see", icon="smile")


@panel("nav.learn", order=58, permit="practice.see", template="ui/nav_item.html")
def practice(request: HttpRequest) -> dict[str, Any]:
    url = address("practice:library")
    here = request.path.startswith(url) and not request.path.startswith(address("practice:scenarios"))
    return {"url": url, "label": "Practice", "icon": "smile", "current": here}


@panel("setup.pages", order=48, permit="practice.set_up", template="ui/setup_item.html")
def scenarios(request: HttpRequest) -> dict[str, Any]:
    return {"url": address("practice:scenarios"), "icon": "smile", "title": "Simulated customers",
            "says": "Whom people can practise with, what each asks for, whether golden plays hold."}  # fmt: skip


@panel("person.card", order=44, permit="practice.see", template="practice/panels/card.html")
def card(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """For whoever coaches them: the runs they were shown. Nobody else learns that there are any."""
    count = queries.shown_to(request.user).filter(run__person=person).count()
    return {"count": count, "person": person} if count and person != request.user else None
