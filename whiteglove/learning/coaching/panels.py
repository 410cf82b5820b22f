"""What this room hangs into the pages of others."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from whiteglove.ground.people.models import Person
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel, place
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.models import Agreed
from whiteglove.service.desk.models import Ticket

place("talk.side", "A coaching conversation, the end of its side; given `talk`")

command(key="coaching.home", label="Coaching", url_name="coaching:home", permit="coaching.see", icon="spark")
command(key="coaching.examples", label="Shared examples", url_name="coaching:examples", permit="coaching.see",
        icon="smile")  # fmt: skip
command(key="coaching.suggestions", label="Suggestions", url_name="coaching:suggestions", permit="coaching.see",
        icon="spark")  # fmt: skip
command(key="coaching.suggest", label="Suggest something", url_name="coaching:suggest", permit="coaching.suggest",
        icon="plus")  # fmt: skip


@panel("nav.learn", order=56, permit="coaching.see", template="ui/nav_item.html")
def coaching(request: HttpRequest) -> dict[str, Any]:
    url = address("coaching:home")
    return {"url": url, "label": "Coaching", "icon": "spark", "current": request.path.startswith(url)}


@panel("person.card", order=40, permit="coaching.see", template="coaching/panels/card.html")
def card(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """For the two of them and administrators: when they talk, never what about."""
    if person.role != "agent" or not queries.may_read_history(request.user, person):
        return None
    near = queries.history(person, request.user)
    opened = Agreed.objects.open().visible_to(request.user).filter(about=person).aggregate(n=Count("id"))
    return {
        "next": near.planned().order_by("planned_for").first(), "open": opened["n"],
        "last": near.held().order_by("-ended_at").first(),
    }  # fmt: skip


@panel("ticket.sidebar", order=90, permit="coaching.share", template="coaching/panels/ticket.html")
def ticket(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    return {}
