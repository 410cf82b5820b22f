"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.lib import clock
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.practice.models import Run

from . import shown

command(key="academy.home", label="Academy: my programmes", url_name="academy:home", permit="academy.see",
        icon="cap", keys="g a")  # fmt: skip


@panel("nav.learn", order=57, permit="academy.see", template="ui/nav_item.html")
def academy(request: HttpRequest) -> dict[str, Any]:
    url = address("academy:home")
    return {"url": url, "label": "Academy", "icon": "cap", "current": request.path.startswith(url)}


@panel("practice.debrief", order=10, permit="academy.see", template="academy/panels/counts.html")
def counts(request: HttpRequest, run: Run) -> dict[str, Any] | None:
    """For whoever played it: the gates it counts for, and how they stand now."""
    if run.person_id != request.user.pk or not run.is_whole:
        return None
    found = shown.counts_for(run, clock.now())
    return {"found": found} if found else None
