"""Answer a finding: not so, yes so, or this was missed. Everybody has an answer of their own, and can take it back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.ground.reader.reading import AGENT, CUSTOMER
from whiteglove.learning.standards.findings import PERSON, answered
from whiteglove.learning.standards.models import Correction, Reading
from whiteglove.learning.standards.models.reading import emotion_of
from whiteglove.learning.standards.queries import answers_to, text_of
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message

LEADS = ("lead", "admin")


def correct(*, message: Message, behaviour: str, start: int, verdict: bool, by: Person, at: datetime) -> Correction:
    """`start` is where a sentence of the message begins. One's second answer replaces the first, nobody else's.

    Refused when the message hasn't been read, or no sentence begins there.
    """
    require(by, "standards.correct", message.ticket)
    with transaction.atomic():
        reading = _locked(message)
        sentence = next((one for one in reading.sentences if one[0] == start), None)
        if sentence is None:
            raise Refused("This message was read again meanwhile: open it once more.")
        made = answer(reading, message, behaviour, sentence, verdict=verdict, by=by, at=at)
        _show(reading, message)
    return made


def answer(
    reading: Reading, message: Message, behaviour: str, sentence: Sequence[int], *, verdict: bool, by: Person,
    at: datetime,
) -> Correction:  # fmt: skip
    """Inside a transaction that holds the message: the answer, and the end of their last. `sentence`: its place."""
    start, end = sentence
    about = {"message": message, "behaviour": behaviour, "start": start}
    before = Correction.objects.standing().filter(**about, by=by).first()
    if before:
        _close(before, by, at)
    made = Correction.objects.create(
        **about, end=end, sentence=text_of(message)[start:end], side=CUSTOMER if message.is_inbound else AGENT,
        language=reading.language, verdict=verdict, found=_found(reading, behaviour, start), by=by,
        by_lead=by.role in LEADS, at=at, replaced=before,
    )  # fmt: skip
    _tell("reading.corrected", message, made, by, at, verdict=verdict)
    return made


def undo_correction(*, correction: Correction, by: Person, at: datetime) -> None:
    """Take one's own answer back; what it took the place of stands again. Undone already, nothing happens."""
    require(by, "standards.correct", correction.message.ticket)
    if correction.by_id != by.pk:
        raise Refused("Only who gave an answer takes it back: give your own beside it.")
    take_back(correction=correction, by=by, at=at)


def take_back(*, correction: Correction, by: Person, at: datetime) -> None:
    """Whoever's answer it is: by somebody who undoes what it was given with."""
    message = correction.message
    with transaction.atomic():
        reading = _locked(message)
        if _close(correction, by, at):
            Correction.objects.filter(pk=correction.replaced_id).update(undone_at=None, undone_by=None)
            _tell("reading.correction_undone", message, correction, by, at)
            _show(reading, message)


def _locked(message: Message) -> Reading:
    """The reading that shows. The message is locked: one answer after the other."""
    get_object_or_404(Message.objects.select_for_update(of=("self",)), pk=message.pk)
    reading = Reading.objects.filter(message=message).order_by("-id").first()
    if reading is None:
        raise Refused("This message hasn't been read yet: try again in a moment.")
    return reading


def _found(reading: Reading, behaviour: str, start: int) -> bool:
    """Whether the reader itself says so."""
    return any(
        one["behaviour"] == behaviour and reading.sentences[one["sentence"]][0] == start and one["rung"] != PERSON
        for one in reading.findings
    )


def _close(row: Correction, by: Person, at: datetime) -> int:
    return Correction.objects.standing().filter(pk=row.pk).update(undone_at=at, undone_by=by)


def _show(reading: Reading, message: Message) -> None:
    show_answers(reading, message)
    reading.save(update_fields=["findings", "emotion"])


def show_answers(reading: Reading, message: Message) -> None:
    """The answers as they stand, on a reading that isn't saved here."""
    reading.findings = answered(reading.findings, reading.sentences, text_of(message), answers_to(message.pk))
    reading.emotion = emotion_of(reading.findings) if message.is_inbound else ""


def _tell(name: str, message: Message, row: Correction, by: Person, at: datetime, **facts: object) -> None:
    ticket = message.ticket
    facts = {"message": message.pk, "correction": row.pk, "behaviour": row.behaviour, **facts}
    record(name, subject=f"reading:{ticket.pk}", by=by, at=at, facts=facts, audience=ticket.topics)
