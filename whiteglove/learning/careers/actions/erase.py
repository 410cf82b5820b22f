"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from django.db.models import Q

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers.models import Aim, Claim, Opinion, Remembered, Step


def erase_person(person: Person, at: datetime) -> None:
    """What they and their leads said of their capabilities, and what they planned."""
    Opinion.objects.filter(about=person).delete()
    for model in (Claim, Aim, Step):
        model.objects.filter(person=person).delete()
    # Can be dropped, and is counted again.
    Remembered.objects.filter(Q(reader=person) | Q(levels__has_key=str(person.pk))).delete()
