"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.models import Extension


def erase_person(person: Person, at: datetime) -> None:
    """The telephone beside them. Calls are conversations with customers, and stay."""
    Extension.objects.filter(person=person).delete()
