"""Let signals lie where their messages lie, once two tickets have become one, or two again."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.learning.standards.models import Reading, Signal
from whiteglove.learning.standards.models.signal import TIMES
from whiteglove.service.desk.models import Ticket

from .raise_signals import denied_to, often_enough, raise_signals, signals_of


def follow_messages(*, tickets: tuple[int, int], apart: bool, at: datetime) -> int:
    """Of two tickets that were merged, or taken `apart`. Returns how many signals moved; run twice, none does.

    What counts only when it is said again is counted anew: raised where it is now said often enough, and gone where
    it was said often enough only together.
    """
    with transaction.atomic():
        # In the order of their numbers, as merging locks them.
        held = list(Ticket.objects.select_for_update(of=("self",)).filter(pk__in=tickets).order_by("pk"))
        moved = sum(signals_of(ticket).exclude(ticket=ticket).update(ticket=ticket) for ticket in held)
        gone = [pk for ticket in held for pk in _too_seldom(ticket)] if apart else []
        Signal.objects.filter(pk__in=gone).delete()
        for ticket in held:
            raise_signals(ticket=ticket, readings=_latest_first(ticket), at=at, names=TIMES)
            if moved or gone:
                record("reading.followed", subject=f"reading:{ticket.pk}", by=None, at=at, audience=ticket.topics)
    return moved


def _too_seldom(ticket: Ticket) -> list[int]:
    known = list(signals_of(ticket).filter(name__in=TIMES))
    since = denied_to(known)
    standing = (one for one in known if one.denied_at is None)
    return [one.pk for one in standing if not often_enough(ticket, one, since.get(one.name, 0))]


def _latest_first(ticket: Ticket) -> list[Reading]:
    """The words that made it often enough raise it: the last ones."""
    return list({one.message_id: one for one in Reading.objects.of_ticket(ticket.pk)}.values())[::-1]
