"""Ask a lead for a word on an entry of one's field log; confirm it, or give it back with a question."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.library.models import Confirmation, Experience
from whiteglove.service.desk.errors import Refused

from .log import own
from .telling import tell


def ask(*, experience: Experience, by: Person, at: datetime) -> Confirmation:
    """Whoever leads them reads this entry from now on, until it is decided or taken back."""
    with transaction.atomic():
        row = own(experience, by)
        if row.deleted_at or row.confirmations.exclude(confirmed=False).exists():
            raise Refused("It was asked for already, or confirmed.")
        made = Confirmation.objects.create(experience=row, asked_at=at)
        tell("experience.confirmation_asked", made, by.pk, by, at, experience=row.pk)
    return made


def withdraw(*, experience: Experience, by: Person, at: datetime) -> None:
    with transaction.atomic():
        row = own(experience, by)
        if not Confirmation.objects.asked().filter(experience=row).delete()[0]:
            raise Refused("It was decided meanwhile.")
        tell("experience.confirmation_withdrawn", row, by.pk, by, at, experience=row.pk)


def confirm(*, confirmation: Confirmation, words: str = "", by: Person, at: datetime) -> Confirmation:
    return _decided(confirmation, True, words, "experience.confirmed", by, at)


def give_back(*, confirmation: Confirmation, words: str, by: Person, at: datetime) -> Confirmation:
    if not words.strip():
        raise Refused("Say what you would like to know: they read it.")
    return _decided(confirmation, False, words, "experience.returned", by, at)


def _decided(asked: Confirmation, confirmed: bool, words: str, name: str, by: Person, at: datetime) -> Confirmation:
    person = asked.experience.person
    require(by, "library.confirm", person)
    if person.pk == by.pk:
        raise Refused("Somebody else says a word on your own log.")
    with transaction.atomic():
        row = Confirmation.objects.select_for_update(of=("self",)).filter(pk=asked.pk).first()
        if row is None:
            raise Refused("They took back meanwhile that they had asked.")
        if row.decided_at:
            raise Refused("Somebody decided on it meanwhile.")
        row.confirmed, row.decided_at, row.by, row.words = confirmed, at, by, words.strip()[:2000]
        row.save(update_fields=["confirmed", "decided_at", "by", "words"])
        tell(name, row, person.pk, by, at, experience=row.experience_id)
    return row
