"""What this room hangs into the pages of others, the places it offers, and its commands."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel, place
from whiteglove.service.calls import numbers
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.models import CallRecording
from whiteglove.service.desk.models import Ticket

place("call.sheet", "At the top of a call's sheet: words to answer the telephone with")
place("calls.counts", "How calls were answered, below the table; given `first` and `last`, the days shown")

command(key="calls.list", label="A call", url_name="calls:list", keys="g p", permit="calls.take", icon="phone")
command(key="calls.counts", label="How calls were answered", url_name="calls:counts", permit="calls.counts",
        icon="chart")  # fmt: skip


@panel("nav.main", order=15, permit="calls.take", template="ui/nav_item.html")
def calls(request: HttpRequest) -> dict[str, Any]:
    url = address("calls:list")
    return {"url": url, "label": "Calls", "icon": "phone", "current": request.path.startswith(url), "keys": "g p"}


@panel("page.foot", order=25, permit="calls.take", template="calls/panels/ringing_place.html")
def ringing(request: HttpRequest) -> dict[str, Any]:
    """Where a ringing telephone pops up, on every page; asks nothing until one rings."""
    return {}


@panel("ticket.new", order=10, permit="calls.take", template="calls/panels/take_call.html")
def take_call(request: HttpRequest) -> dict[str, Any]:
    """Whoever is on the telephone is better off on a sheet."""
    return {}


@panel("ticket.sidebar", order=35, permit="calls.take", template="calls/panels/calls_of_ticket.html", lazy=True)
def calls_of_ticket(request: HttpRequest, ticket: Ticket) -> dict[str, Any] | None:
    """Calls about it, with what was recorded, and a way to call."""
    sheets = list(Sheet.objects.filter(ticket=ticket).select_related("call__person").order_by("-id")[:10])
    recorded = CallRecording.objects.filter(call__in=[one.call_id for one in sheets]).order_by("id")
    phones = [one for one in ticket.customer.reached_at if one.kind == "phone"]
    if not sheets and not phones:
        return None
    return {"sheets": sheets, "recorded": list(recorded), "numbers": phones, "ticket": ticket,
            "shown": {one.call_id: numbers.spoken(one.call.number) for one in sheets}}  # fmt: skip


@panel("setup.pages", order=23, permit="calls.setup", template="ui/setup_item.html")
def extensions(request: HttpRequest) -> dict[str, Any]:
    says = "Whose telephone rings at which extension of your exchange."
    return {"url": reverse("calls:extensions"), "icon": "phone", "title": "Extensions", "says": says}
