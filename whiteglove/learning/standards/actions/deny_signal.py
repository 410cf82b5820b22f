"""Say that a signal isn't so, or that it is after all. The finding that raised it is answered alike."""

from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.standards.models import Correction, Reading, Signal

from .correct import correct, undo_correction
from .raise_signals import tell_signal

ANSWER = ["denied_at", "denied_by", "correction"]


def deny_signal(*, signal: Signal, by: Person, at: datetime) -> Signal:
    """Not so: it leaves the ticket and the list, and its words no longer count. Denied already, nothing happens."""
    with transaction.atomic():
        now = _held(signal, by)
        if now.denied_at is None:
            now.denied_at, now.denied_by, now.correction = at, by, _not_so(now, by, at)
            now.save(update_fields=ANSWER)
            tell_signal("ticket.signal_denied", now.ticket, by, at, now)
    return now


def restore_signal(*, signal: Signal, by: Person, at: datetime) -> Signal:
    """It was so after all, and so were its words."""
    with transaction.atomic():
        now = _held(signal, by)
        if now.denied_at:
            if now.correction:
                undo_correction(correction=now.correction, by=by, at=at)
            now.denied_at = now.denied_by = now.correction = None
            now.save(update_fields=ANSWER)
            tell_signal("ticket.signal_restored", now.ticket, by, at, now)
    return now


def _held(signal: Signal, by: Person) -> Signal:
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
