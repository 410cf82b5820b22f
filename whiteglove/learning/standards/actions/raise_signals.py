"""Raise a signal once for each ticket: the customer asks for a manager, speaks of a lawyer, thinks of leaving…"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.ground.people.models import Person
from whiteglove.learning.standards.models import SIGNALS, Reading, Signal
from whiteglove.learning.standards.models.signal import TIMES
from whiteglove.service.desk.models import Ticket


def raise_signals(*, ticket: Ticket, readings: Iterable[Reading], at: datetime) -> list[Signal]:
    """Of these readings, just kept, in the caller's transaction. A ticket that is done raises none."""
    if not ticket.is_unfinished:
        return []
    made = []
    for name, message, quote in _heard(ticket, readings):
        signal = Signal(ticket=ticket, name=name, message_id=message, quote=quote, at=at)
        if insert_if_new(signal):
            made.append(signal)
            tell_signal("ticket.signalled", ticket, None, at, signal)
    return made


def _heard(ticket: Ticket, readings: Iterable[Reading]) -> Iterator[tuple[str, int, str]]:
    """(name, message, quote) of each signal, at its first words that count."""
    seen = set()
    for reading in readings:
        for one in reading.shown:
            name = one["behaviour"]
            if name in SIGNALS and name not in seen and _often_enough(ticket, name):
                seen.add(name)
                yield name, reading.message_id, one["quote"]


def _often_enough(ticket: Ticket, name: str) -> bool:
    """Whether that many messages of the ticket show it."""
    if (wanted := TIMES.get(name, 1)) == 1:
        return True
    latest = {one.message_id: one for one in Reading.objects.of_ticket(ticket.pk)}
    return sum(any(found["behaviour"] == name for found in one.shown) for one in latest.values()) >= wanted


def tell_signal(name: str, ticket: Ticket, by: Person | None, at: datetime, signal: Signal) -> None:
    facts = {"signal": signal.pk, "name": signal.name, "says": signal.says, "state": ticket.state}
    record(name, subject=ticket, by=by, at=at, facts=facts, audience=ticket.topics)
