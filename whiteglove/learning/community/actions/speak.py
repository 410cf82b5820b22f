"""An invitation to speak, and what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from whiteglove.ground.lib.words import fold
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.community import wording
from whiteglove.learning.community.models import Speech
from whiteglove.service.desk.errors import Refused

from .changing import one_at_a_time, said, tell


def invite(
    *, person: Person, event: str, topic: str, day: date, by: Person, at: datetime, host: str = "", link: str = ""
) -> Speech:
    """Somebody else by a lead; oneself to note that one was asked elsewhere. The same evening stands there once."""
    require(by, "community.own" if person.pk == by.pk else "community.invite")
    if not person.is_staff_member:
        raise Refused("Choose somebody who works here.")
    about = {"event": _line(event, "Say at which event."), "topic": _line(topic, "Say about what.", 200),
             "host": _line(host, ""), "link": _address(link)}  # fmt: skip
    with transaction.atomic():
        one_at_a_time(person)
        if any(fold(one.event) == fold(about["event"]) for one in Speech.objects.filter(person=person, day=day)):
            raise Refused("This event of that day stands there already.")
        made = Speech.objects.create(person=person, day=day, by=by, at=at, **about)
        tell("speech.invited", made, person.pk, by, at, day=day)
    return made


def _line(words: str, ask: str, longest: int = 160) -> str:
    return " ".join(said(words, ask, longest, 3 if ask else 0).split())


def _address(url: str) -> str:
    found = said(url, "", 300, 0)
    if found and not wording.safely_split(found):
        raise Refused("The link begins with https://")
    return found


def _own(speech: Speech, by: Person) -> Speech:
    require(by, "community.own")
    row = Speech.objects.select_for_update().get(pk=speech.pk)
    if row.person_id != by.pk:
        raise Refused("Only whoever was invited does this.")
    return row


def answer(*, speech: Speech, accepted: bool, by: Person, at: datetime) -> Speech:
    """Yes or no, also another answer as long as it wasn't held."""
    with transaction.atomic():
        row = _own(speech, by)
        if row.held_at:
            raise Refused("You have spoken already.")
        row.accepted_at, row.declined_at = (at, None) if accepted else (None, at)
        row.save(update_fields=["accepted_at", "declined_at"])
        tell("speech.accepted" if accepted else "speech.declined", row, row.by_id, by, at)
    return row


def hold(*, speech: Speech, evidence: str, told: str, by: Person, at: datetime) -> Speech:
    """It took place. A link that shows it, or a few sentences on what was said and to whom; a lead confirms it."""
    link, words = _address(evidence), said(told, "", 2000, 0)
    if not link and len(words) < 60:
        raise Refused("Add a link that shows it, or tell in a few sentences what you said and to whom.")
    with transaction.atomic():
        row = _own(speech, by)
        if not row.accepted_at:
            raise Refused("Accept the invitation first.")
        if row.confirmed_at:
            raise Refused("It was confirmed, so it stays as it is.")
        if row.day > by.local(at).date():
            raise Refused("That day is still ahead.")
        row.held_at, row.evidence, row.told, row.returned = at, link, words, ""
        row.save(update_fields=["held_at", "evidence", "told", "returned"])
        tell("speech.held", row, by.pk, by, at, day=row.day)
    return row


def confirm(*, speech: Speech, by: Person, at: datetime) -> Speech:
    """By whoever looks after them, having looked at the evidence."""
    with _judged(speech, by) as row:
        row.confirmed_at, row.confirmed_by = at, by
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        tell("speech.confirmed", row, row.person_id, by, at, day=row.day)
    return row


def give_back(*, speech: Speech, why: str, by: Person, at: datetime) -> Speech:
    """Not shown well enough yet: what is missing, in words."""
    words = said(why, "Say what would show it.", 300, 5)
    with _judged(speech, by) as row:
        row.held_at, row.returned = None, words
        row.save(update_fields=["held_at", "returned"])
        tell("speech.returned", row, row.person_id, by, at, day=row.day)
    return row


@contextmanager
def _judged(speech: Speech, by: Person) -> Iterator[Speech]:
    """The row, locked, waiting for whoever looks after them."""
    require(by, "community.confirm", speech)
    if by.pk == speech.person_id:
        raise Refused("Somebody else confirms your own talk.")
    with transaction.atomic():
        row = Speech.objects.select_for_update().get(pk=speech.pk)
        if not row.held_at or row.confirmed_at:
            raise Refused("There is nothing to confirm at the moment.")
        yield row


def show(*, speech: Speech, shown: bool, by: Person, at: datetime) -> Speech:
    with transaction.atomic():
        row = _own(speech, by)
        if shown and not row.held_at:
            raise Refused("It stands on your profile once you have spoken.")
        row.shown = shown
        row.save(update_fields=["shown"])
        tell("speech.shown", row, by.pk, by, at, shown=shown)
    return row


def delete(*, speech: Speech, by: Person, at: datetime) -> None:
    """One's own, at any time: it is about oneself. Whoever invited may until it is answered."""
    require(by, "community.own")
    with transaction.atomic():
        row = Speech.objects.select_for_update().get(pk=speech.pk)
        if row.person_id != by.pk and (row.by_id != by.pk or row.accepted_at):
            raise Refused("Only whoever was invited deletes this.")
        tell("speech.deleted", row, row.person_id, by, at)
        row.delete()
