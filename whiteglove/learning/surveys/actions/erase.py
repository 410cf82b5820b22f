"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.surveys.models import Survey


def erase_person(person: Person, at: datetime) -> None:
    """Whose work an answer is about. The answer is the customer's and stays, as nobody's."""
    Survey.objects.filter(person=person).update(person=None)
