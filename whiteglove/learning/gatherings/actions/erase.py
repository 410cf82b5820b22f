"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.gatherings.models import Feed, Seat

from .after import part


def erase_person(person: Person, at: datetime) -> None:
    """Where they were. What they said of it is nobody's."""
    part(person=person, at=at)  # what was open is freed for others, also where nobody reacted yet
    for model in (Seat, Feed):
        model.objects.filter(person=person).delete()
