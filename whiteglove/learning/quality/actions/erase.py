"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.quality.models import CalibrationCase, Dispute, Review, Sample, Score


def erase_person(person: Person, at: datetime) -> None:
    """Reviews of their work, both sides' words where they saw it otherwise, and whose work a score is about. The score
    stays, as nobody's, and so does what came of a dispute."""
    Review.objects.filter(about=person).delete()
    CalibrationCase.objects.filter(about=person).delete()
    Sample.objects.filter(about=person).delete()
    Dispute.objects.filter(by=person).update(reason="", answer="")
    Score.objects.filter(person=person).update(person=None)
