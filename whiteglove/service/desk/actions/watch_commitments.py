"""What is done about promises without anybody asking: read in replies, reminded of, broken when their time is over."""

from datetime import datetime
from functools import partial

from whiteglove.ground.events.models import Event
from whiteglove.service.desk.models import Commitment, Message, MessageKind, Stage
from whiteglove.service.desk.promise_reader import kept_by, promised, read

from . import commitment as verbs
from .each import each
from .judge_clocks import rules_in_force


def read_promises(event: Event) -> None:
    """`event`: ticket.replied, ticket.reply_undone or ticket.reply_stopped. Repeating it changes nothing."""
    message = Message.objects.filter(pk=event.facts.get("message"), kind=MessageKind.REPLY)
    found = message.select_related("ticket__customer", "author").first()
    if found is None:
        return
    if not found.was_sent:
        verbs.withdraw(message=found, at=event.at)
        return
    reading = read(found)
    suggest(found, reading, event.at)
    for promise in promised(found, reading, rules_in_force()):
        verbs.offer(message=found, promise=promise, at=event.at)


def suggest(message: Message, reading: object, at: datetime) -> None:
    """Whether this reply keeps a promise of an earlier one."""
    tracked = Commitment.objects.filter(ticket=message.ticket, state__in=[Stage.OPEN, Stage.BROKEN])
    rows = list(tracked.filter(message__lt=message.pk).order_by("due_at", "id")[:20])
    row = kept_by(reading, rows) if rows else None
    if row:
        verbs.suggest_kept(commitment=row, message=message, at=at)


def watch_due(*, at: datetime, limit: int = 200) -> int:
    """Remind of what falls due, break what is over; each in a transaction of its own. Returns how many."""
    near = Commitment.objects.select_related("ticket")
    soon = near.to_remind(at).order_by("remind_at")[:limit]
    over = near.overdue(at).order_by("due_at")[:limit]
    turns = [
        *((row, partial(verbs.remind, commitment=row, at=at)) for row in soon),
        *((row, partial(verbs.break_, commitment=row, by=None, at=at)) for row in over),
    ]
    return each(turns, lambda turn: turn[1](), lambda turn: f"Promise {turn[0].pk} of #{turn[0].ticket_id}")
