"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.quizzes.models import Attempt, Portrait


def erase_person(person: Person, at: datetime) -> None:
    """Attempts with their answers, and portraits."""
    for model in (Attempt, Portrait):
        model.objects.filter(person=person).delete()
