"""Raise a signal: the customer asks for a manager, speaks of a lawyer, thinks of leaving… Once while it stands."""

from collections.abc import Collection, Iterable
from datetime import datetime

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.ground.people.models import Person
from whiteglove.learning.standards.findings import LONGEST_QUOTE
from whiteglove.learning.standards.models import SIGNALS, Reading, Signal
from whiteglove.learning.standards.models.signal import COUNTED, TIMES, SignalQuerySet
from whiteglove.learning.standards.often import says_how_often
from whiteglove.learning.standards.queries import current, text_of
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.desk.waiting_chats import words_offered

STANDS = float("inf")


def raise_signals(
    *, ticket: Ticket, readings: Iterable[Reading], at: datetime, names: Collection[str] = SIGNALS
) -> list[Signal]:
    """Of these readings, just kept, in the caller's transaction that holds the ticket. One that is done raises none."""
    if not ticket.is_unfinished or not (heard := _own_words(ticket, _heard(readings, names))):
        return []
    known, made = list(signals_of(ticket)), []
    # Where one stands nothing is new.
    since: dict[str, float] = denied_to(known) | {one.name: STANDS for one in known if one.denied_at is None}
    for name, message, quote, place in heard:
        if message <= since.get(name, 0):
            continue
        about = {"name": name, "message_id": message, "quote": quote, "sentence": _sentence(message, place)}
        signal = Signal(ticket=ticket, at=at, **about)
        if often_enough(ticket, signal, since.get(name, 0)) and insert_if_new(signal):
            since[name] = STANDS
            made.append(signal)
            tell_signal("ticket.signalled", ticket, None, at, signal)
    return made


def _heard(readings: Iterable[Reading], names: Collection[str]) -> list[tuple[str, int, str, list[int]]]:
    """(name, message, quote, place of its sentence) of each signal, at its first words in each message."""
    found: dict[tuple[str, int], tuple[str, list[int]]] = {}
    for reading in readings:
        for one in reading.shown:
            if one["behaviour"] in names:
                words = one["quote"], reading.sentences[one["sentence"]]
                found.setdefault((one["behaviour"], reading.message_id), words)
    told = [(*which, *words) for which, words in found.items()]
    # Of what must be said again the words that made it often enough: the last ones.
    again = sorted((one for one in told if one[0] in TIMES), key=lambda one: -one[1])
    return [*(one for one in told if one[0] not in TIMES), *again]


def _own_words(ticket: Ticket, heard: list[tuple[str, int, str, list[int]]]) -> list[tuple[str, int, str, list[int]]]:
    """Without what was only pressed in a chat: “Talk to a person” are words that a bot offered."""
    offered = words_offered(ticket) if heard and ticket.channel == "chat" else set()
    if not offered:
        return heard
    said = Message.objects.in_bulk({message for _, message, *_ in heard})
    return [one for one in heard if text_of(said[one[1]]).strip() not in offered]


def _sentence(message: int, place: list[int]) -> str:
    start, end = place
    return text_of(Message.objects.get(pk=message))[start:end][:LONGEST_QUOTE]


def signals_of(ticket: Ticket) -> SignalQuerySet:
    """By where their messages lie: after a merge the signals themselves follow a little later."""
    return Signal.objects.filter(message__ticket=ticket)


def denied_to(signals: Iterable[Signal]) -> dict[str, int]:
    """{name: the last message that was read when it was denied}"""
    told: dict[str, int] = {}
    for one in signals:
        if one.denied_at:
            told[one.name] = max(told.get(one.name, 0), one.denied_to or 0, one.message_id)
    return told


def often_enough(ticket: Ticket, signal: Signal, since: float) -> bool:
    """Whether that many messages of the ticket show it, of those after `since`; or its words say how often."""
    name = signal.name
    if (wanted := TIMES.get(name, 1)) == 1:
        return True
    if name in COUNTED and (standard := current()) and says_how_often(signal.sentence, standard.often):
        return True
    later = Reading.objects.of_ticket(ticket.pk).filter(message__gt=since)
    latest = {one.message_id: one for one in later}
    return sum(any(found["behaviour"] == name for found in one.shown) for one in latest.values()) >= wanted


def tell_signal(name: str, ticket: Ticket, by: Person | None, at: datetime, signal: Signal) -> None:
    facts = {"signal": signal.pk, "name": signal.name, "says": signal.says, "state": ticket.state}
    record(name, subject=ticket, by=by, at=at, facts=facts, audience=ticket.topics)
