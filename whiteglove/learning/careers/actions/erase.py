"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers.models import Aim, Claim, Opinion, Remembered, Step


def erase_person(person: Person, at: datetime) -> None:
    """What they and their leads said of their capabilities, and what they planned."""
    Opinion.objects.filter(about=person).delete()
    for model in (Claim, Aim, Step):
        model.objects.filter(person=person).delete()
    Remembered.objects.filter(reader=person).delete()
