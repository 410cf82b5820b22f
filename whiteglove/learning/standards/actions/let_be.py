"""Let a fault be that the coach found in a reply: once the reply is sent and read, that is an answer, "not so"."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may, require
from whiteglove.learning.standards.coaching import key_of
from whiteglove.learning.standards.models import Correction, LetBe, Reading
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message, Ticket

from .correct import answer, show_answers, undo_correction

PERMIT = "standards.correct"
MOST = 50  # in one reply


def let_be(*, ticket: Ticket, key: str, by: Person, at: datetime) -> LetBe:
    """`key` as the coach names the fault. As private as the draft: nothing is announced. Twice is once."""
    require(by, PERMIT, ticket)
    here = LetBe.objects.open().filter(ticket=ticket, person=by)
    if same := here.filter(key=key).first():
        return same
    if here.count() >= MOST:
        raise Refused("So much is let be in this reply already: switch the coach off for a while.")
    return LetBe.objects.get_or_create(ticket=ticket, person=by, key=key, message=None, defaults={"at": at})[0]


def mind_again(*, row: LetBe, by: Person, at: datetime) -> None:
    """The coach speaks of it again; if the reply was sent, the answer is taken back. Another's is Refused."""
    require(by, PERMIT, row.ticket)
    if row.person_id != by.pk:
        raise Refused("Only its writer takes that back.")
    with transaction.atomic():
        for one in answers_from(row):
            undo_correction(correction=one, by=by, at=at)
        row.delete()


def answers_from(row: LetBe) -> Sequence[Correction]:
    if row.message_id is None:
        return []
    mine = Correction.objects.standing().filter(message=row.message_id, by=row.person_id, at=row.at, verdict=False)
    return mine.filter(behaviour=row.key.partition(":")[0]).select_related("message__ticket")


def answer_as_let_be(*, ticket: int, read: Sequence[tuple[Message, Reading]]) -> None:
    """What the writers had let be is answered on these readings, about to be kept in the caller's transaction."""
    waiting = list(LetBe.objects.open().filter(ticket=ticket).select_related("person"))
    for message, reading in read if waiting else ():
        mine = [row for row in waiting if row.person_id == message.author_id and row.at <= message.at]
        for row in mine:
            waiting.remove(row)
            _sent(row, message, reading)
        if mine:
            show_answers(reading, message)


def _sent(row: LetBe, message: Message, reading: Reading) -> None:
    row.message = message
    row.save(update_fields=["message"])
    if not may(row.person, PERMIT, message.ticket):
        return
    for one in reading.findings:
        if key_of(one["behaviour"], one["quote"]) == row.key:
            place = reading.sentences[one["sentence"]]
            answer(reading, message, one["behaviour"], place, verdict=False, by=row.person, at=row.at)
