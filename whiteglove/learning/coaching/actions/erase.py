"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching.models import (
    Absence,
    Agreed,
    Example,
    Focus,
    News,
    OwnGoal,
    Pairing,
    Suggestion,
    Talk,
)

from .depart import part


def erase_person(person: Person, at: datetime) -> None:
    """Talks about them with all that was noted and agreed; what they shared and suggested."""
    part(person=person, at=at)  # what was open is freed for others, also where nobody reacted yet
    for model, who in ((Talk, "agent"), (Agreed, "owner"), (Focus, "agent"), (OwnGoal, "agent"),
                       (Pairing, "agent"), (Absence, "person"), (News, "person")):  # fmt: skip
        model.objects.filter(**{who: person}).delete()
    for model in (Example, Suggestion):
        model.objects.filter(by=person).delete()
