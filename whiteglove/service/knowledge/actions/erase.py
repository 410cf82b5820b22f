"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.models import QuickReference, Subscription


def erase_person(person: Person, at: datetime) -> None:
    """Their own notes, and what they wanted to hear of. Articles belong to the house."""
    for model in (QuickReference, Subscription):
        model.objects.filter(person=person).delete()
