"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.standards.models import CoachRest, LetBe


def erase_person(person: Person, at: datetime) -> None:
    """How they had the coach. What they answered to findings stays: the reader has learnt from it."""
    for model in (CoachRest, LetBe):
        model.objects.filter(person=person).delete()
