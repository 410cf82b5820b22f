"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person

from .depart import forget


def erase_person(person: Person, at: datetime) -> None:
    """What they wrote and what was said of it. Which levels they reached stays, as their certificates do."""
    forget(person=person, at=at)
