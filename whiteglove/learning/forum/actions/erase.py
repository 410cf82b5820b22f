"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.forum.models import Deed, Member, Mentor, Notice, Read

from .forget import take_back_words

GONE = "Erased with whose it was"


def erase_person(person: Person, at: datetime) -> None:
    """Their words, why leads hid or closed them, and what they read, followed and were sent. Answers of others stay."""
    take_back_words(by=person, at=at)
    Deed.objects.filter(whose=person).update(reason=GONE, undone_why="")
    for model in (Notice, Read, Mentor, Member):
        model.objects.filter(person=person).delete()
