"""What stands under a reply while it is written: words to begin with, and the coach."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.ui.slots import panel
from whiteglove.learning.standards.openings import openings_for
from whiteglove.service.desk.models import Ticket


@panel("desk.head", order=20, permit="desk.reply", template="standards/desk_head.html")
def coach_files(request: HttpRequest) -> dict[str, Any]:
    return {}


@panel("composer.below", order=5, permit="desk.reply", template="standards/panels/openings.html")
def openings(request: HttpRequest, ticket: Ticket, kind: str = "reply") -> dict[str, Any] | None:
    """In a chat nobody has answered yet."""
    found = openings_for(ticket, request.user) if kind == "reply" else []
    return {"openings": found, "language": ticket.customer.language or "en"} if found else None


@panel("composer.below", order=10, permit="desk.reply", template="standards/coach_panel.html")
def coach(request: HttpRequest, ticket: Ticket, kind: str = "reply") -> dict[str, Any] | None:
    """Under a reply, never under a note: what the team writes among itself is nobody's lesson."""
    return {} if kind == "reply" else None
