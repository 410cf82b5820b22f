"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.lib import clock
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel

from . import queries, stages

command(key="awards.home", label="Awards", url_name="awards:home", permit="awards.see", icon="spark")
command(key="awards.plan", label="Plan a round of awards", url_name="awards:plan", permit="awards.manage", icon="plus")


@panel("community.tabs", order=60, permit="awards.see", template="ui/tab_item.html")
def tab(request: HttpRequest) -> dict[str, Any]:
    url = address("awards:home")
    return {"url": url, "label": "Awards", "current": request.path.startswith(url)}


@panel("community.home", order=60, permit="awards.see", template="awards/card.html")
def card(request: HttpRequest) -> dict[str, Any]:
    """What is open, and who won last."""
    now = clock.now()
    rounds = list(queries.cycles().standing().filter(announced_at__isnull=True, opens_at__lte=now)[:3])
    return {"rounds": [(one, stages.SAYS[one.stage(now)]) for one in rounds],
            "winners": list(queries.winners().order_by("-at", "-id")[:3])}  # fmt: skip
