"""A ticket as a row of a list: what the template shows, worked out before it is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.safestring import SafeString

from whiteglove.ground.ui import times
from whiteglove.ground.ui.shown import Shown, plain
from whiteglove.ground.ui.templatetags.ui import icon
from whiteglove.service.desk.models import State, Ticket

PREFIXES = {
    "first_acknowledgement": "confirm in",
    "first_reply": "reply in",
    "next_reply": "reply in",
    "chat_connect": "join in",
    "chat_reply": "reply in",
    "chat_specialist": "specialist in",
    "periodic_update": "update in",
    "callback": "call back in",
}
DRAWN = {"social": "people"}  # a channel whose drawing has another name
PLAIN = {State.WAITING: "paused", State.SNOOZED: "snoozed", State.SOLVED: "solved", State.MERGED: "merged"}


@dataclass(slots=True)
class Row(Shown):
    """`icon` is the channel's drawing, `due` the time element that counts down or says why nothing is due."""

    pk: SafeString
    name: str
    subject: str
    preview: str
    channel: str
    icon: SafeString
    due: SafeString
    flag: str = ""
    current: bool = False


def row(ticket: Ticket, now: datetime, current: int | None = None) -> Row:
    """`now` in the reader's zone; `current` is the ticket that stands open."""
    return Row(
        plain(ticket.pk), ticket.customer.name or "Unknown sender", ticket.title, ticket.preview, ticket.channel,
        icon(DRAWN.get(ticket.channel, ticket.channel)), due(ticket, now), flag(ticket), ticket.pk == current,
    )  # fmt: skip


def due(ticket: Ticket, now: datetime) -> SafeString:
    if ticket.state != State.OPEN or not ticket.due_at:
        return SafeString(f'<span class="is-rest">{resting(ticket, now)}</span>')
    prefix = PREFIXES.get(ticket.due_metric, "")
    left = times.left(ticket.due_at, now)
    words = left if ticket.due_at < now else f"{prefix} {left}".strip()
    # Our own words and digits: there is nothing to escape.
    return SafeString(
        f'<time class="{times.urgency(ticket.due_at, now)}" datetime="{ticket.due_at.isoformat()}" '
        f'data-until="{prefix}">{words}</time>'
    )


def resting(ticket: Ticket, now: datetime) -> str:
    """What stands where nothing is due: why, or when it last moved."""
    if ticket.state == State.SNOOZED and ticket.wakes_at:
        return f"until {times.spoken(timezone.localtime(ticket.wakes_at), now)}"
    if ticket.state in (State.SOLVED, State.OPEN):
        moved = ticket.solved_at or ticket.last_message_at or ticket.opened_at
        return times.spoken(timezone.localtime(moved), now)
    return PLAIN.get(ticket.state, "")


def flag(ticket: Ticket) -> str:
    """The one word worth a mark beside the name."""
    if ticket.escalated:
        return "escalated"
    return ticket.priority if ticket.priority in {"urgent", "high"} else ""
