"""The way to the wall."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel

command(key="analytics.wall", label="Live wall", url_name="analytics:wall", permit="analytics.wall", icon="chart")


@panel("nav.learn", order=20, permit="analytics.wall", template="ui/nav_item.html")
def wall(request: HttpRequest) -> dict[str, Any]:
    url = address("analytics:wall")
    return {"url": url, "label": "Live wall", "icon": "eye", "current": request.path.startswith(url)}
