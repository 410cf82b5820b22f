"""A ticket as a row of a list: what the template shows, worked out before it is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from whiteglove.ground.ui import times
from whiteglove.service.desk.models import State, Ticket

PREFIXES = {
    "first_acknowledgement": "confirm in",
    "first_reply": "reply in",
    "next_reply": "reply in",
    "chat_reply": "reply in",
    "periodic_update": "update in",
    "callback": "call back in",
}
PLAIN = {State.WAITING: "paused", State.SNOOZED: "snoozed", State.SOLVED: "solved", State.MERGED: "merged"}


@dataclass(slots=True)
class Row:
    # As text: whole numbers are put into the reader's language one by one, which costs.
    pk: str
    name: str
    subject: str
    preview: str
    channel: str
    due: str = ""
    due_class: str = ""
    due_at: datetime | None = None
    prefix: str = ""
    flag: str = ""


def row(ticket: Ticket, now: datetime) -> Row:
    made = Row(
        str(ticket.pk), ticket.customer.name or "Unknown sender", ticket.title, ticket.preview, ticket.channel,
        flag=flag(ticket),
    )  # fmt: skip
    if ticket.state == State.OPEN and ticket.due_at:
        made.prefix = PREFIXES.get(ticket.due_metric, "")
        made.due_at, made.due_class = ticket.due_at, times.urgency(ticket.due_at, now)
        left = times.left(ticket.due_at, now)
        made.due = left if ticket.due_at < now else f"{made.prefix} {left}".strip()
    else:
        made.due, made.due_class = resting(ticket, now), "is-rest"
    return made


def resting(ticket: Ticket, now: datetime) -> str:
    """What stands where nothing is due: why, or when it last moved."""
    here = timezone.localtime(now)
    if ticket.state == State.SNOOZED and ticket.wakes_at:
        return f"until {times.spoken(timezone.localtime(ticket.wakes_at), here)}"
    if ticket.state in (State.SOLVED, State.OPEN):
        return times.spoken(timezone.localtime(ticket.solved_at or ticket.last_message_at or ticket.opened_at), here)
    return PLAIN.get(ticket.state, "")


def flag(ticket: Ticket) -> str:
    """The one word worth a mark beside the name."""
    if ticket.escalated:
        return "escalated"
    return ticket.priority if ticket.priority in {"urgent", "high"} else ""
