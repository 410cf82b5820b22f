"""What stands under a reply while it is written: words to begin with, and the coach."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.ui.slots import panel
from whiteglove.learning.standards import openings, queries
from whiteglove.service.desk.models import Ticket


@panel("desk.head", order=20, permit="desk.reply", template="standards/desk_head.html")
def coach_files(request: HttpRequest) -> dict[str, Any]:
    return {}


@panel("composer.below", order=5, permit="desk.reply", template="standards/panels/openings.html")
def begin_with(request: HttpRequest, ticket: Ticket, kind: str = "reply") -> dict[str, Any] | None:
    """Where nobody has answered yet; of a call under its note too, for a call is answered by speaking."""
    found = openings.openings_for(ticket, request.user) if kind == "reply" or ticket.channel == "phone" else []
    return {"openings": found, "language": ticket.customer.language or "en"} if found else None


@panel("call.sheet", order=10, permit="calls.take", template="standards/panels/on_the_phone.html")
def on_the_phone(request: HttpRequest) -> dict[str, Any] | None:
    """Words for whoever has just taken a call."""
    standard = queries.current()
    language = (request.user.languages or ["en"])[0]
    words = openings.on_the_phone(standard, request.user, language) if standard else ""
    return {"words": words, "language": language} if words else None


@panel("composer.below", order=10, permit="desk.reply", template="standards/coach_panel.html")
def coach(request: HttpRequest, ticket: Ticket, kind: str = "reply") -> dict[str, Any] | None:
    """Under a reply, never under a note: what the team writes among itself is nobody's lesson."""
    return {} if kind == "reply" else None
