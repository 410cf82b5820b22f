"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from whiteglove.ground.people.models import Person

from .profile import clear_profile


def erase_person(person: Person, at: datetime) -> None:
    """Their profile, and their words in mentoring and speaking; that two met stays for the other."""
    clear_profile(person=person, by=None, at=at)
