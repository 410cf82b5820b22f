"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.gatherings.models import Feed, Seat


def erase_person(person: Person, at: datetime) -> None:
    """Where they were. What they said of it is nobody's."""
    for model in (Seat, Feed):
        model.objects.filter(person=person).delete()
