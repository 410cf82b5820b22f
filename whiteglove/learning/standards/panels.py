"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.standards import queries
from whiteglove.learning.standards.models import EMOTIONS, Reading, Signal
from whiteglove.learning.standards.mood import mood_of
from whiteglove.learning.standards.phases import current
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.desk.remarks import Remark, remark

command(key="standards.guide", label="Read the standard", url_name="standards:guide", permit="standards.see",
        icon="shield")  # fmt: skip
command(key="standards.signals", label="Signals in what customers write", url_name="standards:signals",
        permit="standards.signals", icon="flag")  # fmt: skip
command(key="standards.learning", label="Setup: what the reader has learnt", url_name="standards:learning",
        permit="standards.setup", icon="eye")  # fmt: skip
command(key="standards.setup", label="Setup: the standard", url_name="standards:setup", permit="standards.setup",
        icon="shield")  # fmt: skip


@panel("nav.learn", order=50, permit="standards.see", template="ui/nav_item.html")
def guide(request: HttpRequest) -> dict[str, Any]:
    url = address("standards:guide")
    return {"url": url, "label": "The standard", "icon": "shield", "current": request.path.startswith(url)}


@panel("setup.pages", order=40, permit="standards.setup", template="ui/setup_item.html")
def setup(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("standards:setup"), "icon": "shield", "title": "The standard",
            "says": "Which standard is in force: response times, words, escalation, and every revision."}  # fmt: skip


@panel("setup.pages", order=45, permit="standards.setup", template="ui/setup_item.html")
def learning(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("standards:learning"), "icon": "eye", "title": "What the reader has learnt",
            "says": "Corrections, what they changed, and the way back."}  # fmt: skip


@panel("desk.head", order=10, permit="desk.see", template="standards/panels/head.html")
def head(request: HttpRequest) -> dict[str, Any]:
    return {}


@panel("ticket.phases", order=10, permit="desk.see", template="standards/panels/phases.html", lazy=True)
def phases(request: HttpRequest, ticket: Ticket) -> dict[str, Any] | None:
    shown = queries.phases(ticket)
    return {"phases": shown, "now": current(shown)} if shown else None


@panel("ticket.sidebar", order=30, permit="desk.see", template="standards/panels/mood.html", lazy=True)
def mood(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    """How the customer sounded from message to message; only listens until there are two."""
    shown = mood_of([(one.at, one.emotion) for one in queries.heard(ticket.pk) if one.kind == "inbound"])
    return {"mood": shown}


_standing = Prepared(lambda ticket: Signal.objects.standing().filter(ticket=ticket).order_by("id"))


@panel("ticket.band", order=20, permit="desk.see", template="standards/panels/signals.html")
def signals(request: HttpRequest, ticket: Ticket) -> dict[str, Any] | None:
    """What a supervisor may want to hear, until somebody escalates or denies it."""
    if ticket.escalated or not ticket.is_unfinished:
        return None
    shown = _standing(ticket.pk)
    if not shown:
        return None
    return {
        "signals": shown,
        "about": "\n".join(one.about for one in shown),
        "may_correct": may(request.user, "standards.correct", ticket),
    }


@panel("message.about", order=10, permit="desk.see", template="standards/panels/findings.html")
def findings(request: HttpRequest, ticket: Ticket, message: Message) -> dict[str, Any] | None:
    shown = queries.findings(message, request.user)
    return shown and shown | {"may_correct": may(request.user, "standards.correct", ticket)}


_sounding = Prepared(
    lambda ids: Reading.objects.filter(message__in=ids).exclude(emotion="").order_by("id")
    .values_list("message_id", "emotion", "findings")
)  # fmt: skip


@remark
def sounds(messages: list[int]) -> dict[int, Remark]:
    """ "sounds frustrated", with the words that do."""
    return {
        pk: Remark(
            f"sounds {EMOTIONS[emotion][0]}",
            next((one["quote"] for one in findings if one["behaviour"] == emotion), ""),
        )
        for pk, emotion, findings in _sounding(messages)
        if emotion in EMOTIONS
    }
