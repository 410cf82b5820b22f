"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.quality.models import CalibrationCase, Review, Sample, Score


def erase_person(person: Person, at: datetime) -> None:
    """Reviews of their work, and whose work a score is about. That of the conversation stays, as nobody's."""
    Review.objects.filter(about=person).delete()
    CalibrationCase.objects.filter(about=person).delete()
    Sample.objects.filter(about=person).delete()
    Score.objects.filter(person=person).update(person=None)
