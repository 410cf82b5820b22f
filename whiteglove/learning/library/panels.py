"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.community.whereabouts import belongs

from . import queries

belongs("library:home")
command(key="library.shelf", label="Library", url_name="library:home", permit="library.see", icon="document")
command(key="library.log", label="Field log", url_name="library:field", permit="library.see", icon="note")


@panel("community.tabs", order=70, permit="library.see", template="ui/tab_item.html")
def library(request: HttpRequest) -> dict[str, Any]:
    url = address("library:home")
    return {"url": url, "label": "Library", "current": request.path.startswith(url)}


@panel("community.home", order=70, permit="library.see", template="library/panels/home.html")
def on_the_first_page(request: HttpRequest) -> dict[str, Any]:
    """What one reads now, and what waits for one's word."""
    reading = list(queries.reading_of(request.user).standing().order_by("-id")[:3])
    waiting = queries.to_confirm(request.user).asked().exists() if may(request.user, "library.confirm") else False
    return {"reading": reading, "waiting": waiting}
