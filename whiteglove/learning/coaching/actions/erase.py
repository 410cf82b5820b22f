"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from django.db.models import F

from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching.models import (
    Absence,
    Agreed,
    Backing,
    Example,
    ExampleComment,
    Focus,
    News,
    OwnGoal,
    Pairing,
    Suggestion,
    Talk,
    Tried,
)

from .depart import part


def erase_person(person: Person, at: datetime) -> None:
    """Talks about them with all that was noted and agreed; what they shared, said of examples, suggested and backed."""
    part(person=person, at=at)  # what was open is freed for others, also where nobody reacted yet
    for model, who in ((Talk, "agent"), (Agreed, "owner"), (Agreed, "about"), (Focus, "agent"), (OwnGoal, "agent"),
                       (Pairing, "agent"), (Absence, "person"), (News, "person"), (Tried, "person"),
                       (ExampleComment, "by")):  # fmt: skip
        model.objects.filter(**{who: person}).delete()
    for model in (Example, Suggestion):
        model.objects.filter(by=person).delete()
    _unback(person)


def _unback(person: Person) -> None:
    """Suggestions of others count on without them."""
    mine = Backing.objects.filter(person=person)
    Suggestion.objects.filter(pk__in=mine.values("suggestion")).update(backed=F("backed") - 1)
    mine.delete()
