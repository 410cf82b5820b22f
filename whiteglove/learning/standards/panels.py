"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel

command(key="standards.guide", label="Read the standard", url_name="standards:guide", permit="standards.see",
        icon="document")  # fmt: skip
command(key="standards.setup", label="Setup: the standard", url_name="standards:setup", permit="standards.setup",
        icon="document")  # fmt: skip


@panel("nav.main", order=50, permit="standards.see", template="ui/nav_item.html")
def guide(request: HttpRequest) -> dict[str, Any]:
    url = address("standards:guide")
    return {"url": url, "label": "The standard", "icon": "document", "current": request.path.startswith(url)}


@panel("setup.pages", order=40, permit="standards.setup", template="ui/setup_item.html")
def setup(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("standards:setup"), "icon": "document", "title": "The standard",
            "says": "Which standard is in force: response times, words, escalation, and every revision."}  # fmt: skip
