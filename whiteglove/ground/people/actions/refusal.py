"""A change the rules don't allow, with a sentence that says what to do instead."""

from whiteglove.ground.people.models import Person


class Refused(Exception):
    """Raised by actions; `str(…)` is meant for the person who asked."""


def audience_of(person: Person) -> str:
    """Topics that hear of a change to `person`: themselves, their teams' pages and administrators."""
    return " ".join(["admin", f"person:{person.pk}", *(f"team:{pk}" for pk in sorted(person.team_ids))])
