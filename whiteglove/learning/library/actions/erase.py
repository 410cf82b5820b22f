"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.library.models import Experience, Loan, Note


def erase_person(person: Person, at: datetime) -> None:
    """Notes, the log with what leads said of it, and what was read."""
    for model in (Note, Experience, Loan):
        model.objects.filter(person=person).delete()
