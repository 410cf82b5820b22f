"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel

command(key="sla.calendars", label="Setup: opening hours and clocks", url_name="sla:calendars", permit="sla.see",
        icon="clock")  # fmt: skip


@panel("setup.pages", order=30, permit="sla.see", template="ui/setup_item.html")
def clocks(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("sla:calendars"), "icon": "clock", "title": "Opening hours and clocks",
            "says": "When you are open, holidays, and the times you promise."}  # fmt: skip
