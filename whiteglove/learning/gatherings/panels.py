"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.lib import clock
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel

from . import queries

command(key="gatherings.home", label="Webinars, conferences, workshops", url_name="gatherings:home",
        permit="gatherings.see", icon="people")  # fmt: skip
command(key="gatherings.plan", label="Plan a gathering", url_name="gatherings:plan", permit="gatherings.plan",
        icon="plus")  # fmt: skip


@panel("community.tabs", order=50, permit="gatherings.see", template="ui/tab_item.html")
def tab(request: HttpRequest) -> dict[str, Any]:
    url = address("gatherings:home")
    return {"url": url, "label": "Gatherings", "current": request.path.startswith(url)}


@panel("community.home", order=50, permit="gatherings.see", template="gatherings/card.html")
def card(request: HttpRequest) -> dict[str, Any]:
    """The next ones, and whether one has a seat."""
    now = clock.now()
    found = list(queries.coming(now).standing()[:3])
    seats = queries.seats_of(request.user, found) if found else {}
    return {"found": [(one, seats.get(one.pk)) for one in found]}
