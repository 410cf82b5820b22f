"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.awards.models import Nomination, Score

from .announce import part


def erase_person(person: Person, at: datetime) -> None:
    """What they were put forward for, and their words about others; places that others reached stay."""
    part(person=person, at=at)  # what was open is freed for others, also where nobody reacted yet
    Nomination.objects.filter(nominee=person).delete()
    Nomination.objects.filter(by=person).update(statement="", links=[])
    Score.objects.filter(judge__person=person).update(words="")
