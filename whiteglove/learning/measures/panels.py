"""What this room hangs into the pages of others, and its commands."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.measures import asking, queries, sight
from whiteglove.learning.measures.metrics import METRICS
from whiteglove.learning.measures.models import Departure
from whiteglove.learning.measures.numbers import board
from whiteglove.service.customers.models import Customer

command(key="measures.board", label="Numbers and goals", url_name="measures:board", keys="g n", permit="measures.see",
        icon="chart")  # fmt: skip


@panel("nav.learn", order=40, permit="measures.see", template="ui/nav_item.html")
def numbers(request: HttpRequest) -> dict[str, Any]:
    url = address("measures:board")
    return {"url": url, "label": "Numbers", "icon": "chart", "current": request.path.startswith(url)}


@panel("person.card", order=30, permit="measures.see", template="measures/panels/person.html")
def person(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """The way to somebody's numbers, for whoever may open them."""
    if person.pk == request.user.pk:
        return {"who": sight.OWN, "person": person}
    name = f"person-{person.pk}"
    return {"who": name, "person": person} if sight.scope_named(request.user, name) else None


@panel("calls.counts", order=10, permit="measures.see", template="measures/panels/calls.html")
def first_contact(request: HttpRequest, first: date, last: date) -> dict[str, Any] | None:
    """The goal for calls in the days shown, as it is counted everywhere."""
    days = {"period": "custom", "first": first.isoformat(), "last": last.isoformat(), "channel": "phone"}
    asked, metric = asking.asked_for(request.user, days), METRICS["first_contact_resolution"]
    if asked is None or not asked.fits(metric) or asked.period.first != first:
        return None
    return {"card": queries.card(metric, board(asked, [metric])[metric.key], asked), "final": queries.final(metric)}


_left = Prepared(lambda customer: Departure.objects.standing().filter(customer=customer))


@panel("customer.about", order=60, permit="measures.see", template="measures/panels/customer.html", lazy=True)
def customer(request: HttpRequest, customer: Customer) -> dict[str, Any]:
    return {"left": _left.first(customer.pk), "may_note": may(request.user, "measures.depart")}
