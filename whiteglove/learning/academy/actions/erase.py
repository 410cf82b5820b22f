"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Application, Enrolment, Seat

from .depart import part


def erase_person(person: Person, at: datetime) -> None:
    """Applications and programmes with all that was done in them. What they noted as a mentor is the learner's."""
    part(person=person, at=at)  # what was open is freed for others, also where nobody reacted yet
    for model in (Enrolment, Application, Seat):
        model.objects.filter(person=person).delete()
