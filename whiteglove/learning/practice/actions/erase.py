"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.practice.models import Run

from .depart import part
from .forget import forget


def erase_person(person: Person, at: datetime) -> None:
    """Every run with both sides' words, at the desk too, and what was remarked on it."""
    part(person=person, at=at)  # what was open is freed for others, also where nobody reacted yet
    for run in Run.objects.of(person):
        forget(run=run.pk, at=at)
    Run.objects.of(person).delete()
