"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import ChatDuty, ChatLimit, Draft, Macro, MacroHabit, Seen

from .draft import throw_away


def erase_person(person: Person, at: datetime) -> None:
    """What was theirs alone: drafts, macros of their own, how far they read, when they took chats. What they wrote to
    customers and did about tickets is the conversation's, and stays."""
    throw_away(Draft.objects.filter(person=person))
    Macro.objects.filter(owner=person).delete()
    for model in (MacroHabit, Seen, ChatDuty, ChatLimit):
        model.objects.filter(person=person).delete()
