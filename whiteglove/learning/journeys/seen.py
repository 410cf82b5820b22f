"""What other rooms know of somebody: a function a room, each giving (what, day). One line each is what wires it.

Where a room isn't there yet, nothing of it is known: what it would show can be handed in as evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Completion
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.quizzes.queries import taken

Day = Callable[[datetime], date]
Deeds = list[tuple[str, date]]
BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")

# What duties may count, by name: where it is seen.
COUNTED = ("forum.topics", "activities", "books", "library", "field-experiences", "nominations", "mentored-answers",
           "mentorships", "speeches")  # fmt: skip


def tests(person: Person, names: Iterable[str], day: Day) -> list[tuple[str, float, date]]:
    """(quiz, percent, day handed in) of each graded attempt. One statement."""
    return [(one.quiz, one.score or 0, day(one.handed_in_at)) for one in taken(person, list(names), BEGINNING)]


def completed(person: Person, day: Day) -> Deeds:
    """Modules of the academy in small letters, and programmes. One statement."""
    rows = Completion.objects.filter(enrolment__person=person).values_list("what", "enrolment__programme", "at")
    return [(what.lower() or programme, day(at)) for what, programme, at in rows]


def credentials(person: Person, names: Iterable[str], day: Day) -> list[tuple[str, date, date | None]]:
    """(achievement, from, until) of those that stand. One statement."""
    rows = Credential.objects.standing().filter(person=person, achievement__in=list(names))
    found = rows.values_list("achievement", "valid_from", "valid_until")
    return [(name, day(begins), day(ends) if ends else None) for name, begins, ends in found]


def attended(person: Person) -> Deeds:
    """Gatherings by their stable names."""
    return []


def profile(person: Person) -> set[str]:
    return set()


def counted(person: Person) -> dict[str, Deeds]:
    """{what is counted: (what, day)}; gatherings are added by whoever knows which of them are asked for by name."""
    return {}
