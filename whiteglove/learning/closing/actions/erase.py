"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.closing.models import SelfCheck


def erase_person(person: Person, at: datetime) -> None:
    """What they said of their own work before solving. What was planned with customers stays, as its events do."""
    SelfCheck.objects.filter(by=person).delete()
