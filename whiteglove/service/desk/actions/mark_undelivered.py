"""A message of ours didn't arrive: say so where it was written, and have somebody look."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from whiteglove.ground.events.models import Event
from whiteglove.service.customers.actions.address import note_bounce
from whiteglove.service.desk.models import STOPPED, Message, MessageKind, State, Ticket

from .change import Unchanged, changing_wherever, tell, ticket_of
from .snooze import end_snooze
from .solve import unsettle


@dataclass(frozen=True)
class Trouble:
    """`told`: what is recorded of the ticket. `why`: for what reason one that was solved or snoozed is open again."""

    told: str
    why: str
    bounced: bool = False
    stopped: bool = False


NOT_SENT = Trouble("ticket.reply_failed", "the last reply couldn't be sent")
TROUBLES = {
    "message.bounced": Trouble("ticket.reply_bounced", "the last reply came back undelivered", bounced=True),
    "message.cancelled": Trouble("ticket.reply_stopped", "the last reply was stopped before it left", stopped=True),
    "message.failed": NOT_SENT,
    "message.uncertain": NOT_SENT,
}
# What is recorded of the ticket when somebody saw to it.
SETTLED = {"message.requeued": "ticket.reply_sent_again", "message.marked_sent": "ticket.reply_arrived"}


def mark_undelivered(event: Event) -> None:
    """`event` is one of TROUBLES about "message:55". Once for each event, so that a second failure is told too."""
    message = message_of(event)
    if message is None:
        return
    trouble = TROUBLES[event.name]
    with changing_wherever(lambda: ticket_of(message), by=None, at=event.at, permit="desk.see") as now:
        message.refresh_from_db(fields=["ticket", "bounce", "bounced_at", "failed_at", "flags", "undone_at"])
        event.refresh_from_db(fields=["facts"])  # an erasure may have emptied them meanwhile
        # Its own writer took it back, and undoing has done all there is to do.
        if message.undone_at or event.pk in message.bounce.get("events", ()) or followed_by(SETTLED, event):
            raise Unchanged
        remember(message, event, trouble)
        have_somebody_look(now, message, event, trouble)


def message_of(event: Event) -> Message | None:
    """What `event` is about; None for mail that is no message of a ticket, or not any more."""
    about = Message.objects.filter(pk=event.subject_id)
    return about.first() if event.subject_type == "message" else None


def have_somebody_look(ticket: Ticket, message: Message, event: Event, trouble: Trouble) -> None:
    """Inside a change: the ticket is open again, and says why."""
    solved = ticket.state == State.SOLVED and is_last_reply(message)
    if solved:
        unsettle(ticket, None, event.at, trouble.why)
    elif ticket.state == State.SNOOZED and is_last_reply(message):
        end_snooze(ticket, None, event.at, trouble.why)
        ticket.state = State.OPEN
    elif ticket.state == State.WAITING and message.kind == MessageKind.REPLY:
        ticket.state = State.OPEN
    error = event.facts.get("error", "")
    tell(trouble.told, ticket, event.by_id, event.at, message=message.pk, error=error)
    if solved:
        tell("ticket.reopened", ticket, None, event.at, why=trouble.why)


def followed_by(names: Iterable[str], event: Event) -> bool:
    """Whether one of these came later: reactions may be late, and late ones must not win."""
    return Event.objects.about(event.subject).named(*names).filter(pk__gt=event.pk).exists()


def is_last_reply(message: Message) -> bool:
    """Whether nothing was answered after it: a ticket solved by a later reply stays solved."""
    if message.kind != MessageKind.REPLY:
        return False
    later = Message.objects.replies().filter(ticket=message.ticket_id, at__gte=message.at).exclude(pk=message.pk)
    return not later.filter(Q(at__gt=message.at) | Q(pk__gt=message.pk)).exists()


def remember(message: Message, event: Event, trouble: Trouble) -> None:
    """With the events that were told, so that one delivered twice is known again."""
    earlier, addresses = message.bounce, event.facts.get("addresses", [])
    message.bounce = {
        "addresses": list(dict.fromkeys([*earlier.get("addresses", ()), *addresses])),
        "words": event.facts.get("error", ""),
        "events": [*earlier.get("events", ()), event.pk],
    }
    if trouble.bounced:
        message.bounced_at = event.at
        for address in addresses:
            note_bounce(email=address, at=event.at)
    else:
        message.failed_at = event.at
    if trouble.stopped:
        message.flags = [*message.flags, STOPPED]
    message.save(update_fields=["bounced_at", "failed_at", "bounce", "flags"])
