"""Say that a signal isn't so, or that it is after all. The finding that raised it is answered alike."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.standards.models import Correction, Reading, Signal
from whiteglove.service.desk.models import Ticket

from .correct import correct, take_back
from .raise_signals import tell_signal

ANSWER = ["denied_at", "denied_by", "denied_to", "correction"]


def deny_signal(*, signal: Signal, by: Person, at: datetime) -> Signal:
    """Not so: it leaves the ticket and the list until the customer writes it anew. Denied already, nothing happens.

    Its words are answered alike, by whoever denies it; what colleagues answered to them stays.
    """
    with transaction.atomic():
        now = _held(signal, by)
        if now.denied_at is None:
            now.denied_at, now.denied_by, now.correction = at, by, _not_so(now, by, at)
            read = Reading.objects.filter(message__ticket=now.ticket_id)
            now.denied_to = read.aggregate(last=Max("message"))["last"]
            now.save(update_fields=ANSWER)
            tell_signal("ticket.signal_denied", now.ticket, by, at, now)
    return now


def restore_signal(*, signal: Signal, by: Person, at: datetime) -> Signal:
    """It was so after all, and so were its words: each answer is as it was before the denial."""
    with transaction.atomic():
        now = _held(signal, by)
        if now.denied_at:
            if now.correction:
                take_back(correction=now.correction, by=by, at=at)
            now.denied_at = now.denied_by = now.denied_to = now.correction = None
            now.save(update_fields=ANSWER)
            tell_signal("ticket.signal_restored", now.ticket, by, at, now)
    return now


def _held(signal: Signal, by: Person) -> Signal:
    # The ticket first, as where signals are raised: what is read meanwhile counts either before the denial or after.
    Ticket.objects.select_for_update().filter(pk=signal.ticket_id).first()
    locked = Signal.objects.select_for_update(of=("self",)).select_related("ticket", "correction__message__ticket")
    now = get_object_or_404(locked, pk=signal.pk)
    require(by, "standards.correct", now.ticket)
    return now


def _not_so(signal: Signal, by: Person, at: datetime) -> Correction | None:
    """The answer to the finding that raised it; None where the reader no longer says so, or somebody answered."""
    reading = Reading.objects.filter(message=signal.message_id).order_by("-id").first()
    found = reading.shown if reading else []
    mine = (one for one in found if (one["behaviour"], one["quote"]) == (signal.name, signal.quote))
    first = next(mine, None)
    if first is None:
        return None
    start = reading.sentences[first["sentence"]][0]
    return correct(message=signal.message, behaviour=signal.name, start=start, verdict=False, by=by, at=at)
