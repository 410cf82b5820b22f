"""What other rooms know of somebody, each deed as (what, day). A line for each is what wires it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Completion
from whiteglove.learning.awards import queries as awards
from whiteglove.learning.community import queries as community
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.forum import queries as forum
from whiteglove.learning.gatherings import queries as gatherings
from whiteglove.learning.library import queries as library
from whiteglove.learning.quizzes import queries as quizzes
from whiteglove.learning.quizzes.inventories import inventories_by

Day = Callable[[datetime], date]
Deeds = list[tuple[str, date]]
BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")

# What duties may count, by name: where it is seen. A topic begun and one taken part in are both a topic.
COUNTED_BY: dict[str, tuple[Callable[[Person], Iterable[tuple[Any, date]]], ...]] = {
    "forum.topics": (forum.topics_by, forum.answers_by),
    "mentored-answers": (forum.mentored_by,),
    "books": (library.books_read_by,),
    "library": (library.borrowed_by,),
    "guides": (library.acquired_by,),
    "field-experiences": (library.field_experiences_by,),
    "mentorships": (community.mentorships_of,),
    "speeches": (community.speeches_by,),
    "nominations": (awards.nominations_by,),
}
COUNTED = (*COUNTED_BY, "activities")


def tests(person: Person, names: Iterable[str], day: Day) -> list[tuple[str, float, date]]:
    """(quiz, percent, day handed in) of each graded attempt. One statement."""
    return [(one.quiz, one.score or 0, day(one.handed_in_at)) for one in quizzes.taken(person, list(names), BEGINNING)]


def completed(person: Person, day: Day) -> Deeds:
    """Modules of the academy in small letters, programmes, and questionnaires about oneself."""
    rows = Completion.objects.filter(enrolment__person=person).values_list("what", "enrolment__programme", "at")
    found = [(what.lower() or programme, day(at)) for what, programme, at in rows]
    return [*found, *inventories_by(person, day)]


def credentials(person: Person, names: Iterable[str], day: Day) -> list[tuple[str, date, date | None]]:
    """(achievement, from, until) of those that stand. One statement."""
    rows = Credential.objects.standing().filter(person=person, achievement__in=list(names))
    found = rows.values_list("achievement", "valid_from", "valid_until")
    return [(name, day(begins), day(ends) if ends else None) for name, begins, ends in found]


def attended(person: Person) -> Deeds:
    """Gatherings by their stable names."""
    return gatherings.attended_by(person)


def profile(person: Person) -> set[str]:
    return community.profile_fields(person)


def counted(person: Person) -> dict[str, Deeds]:
    """{what is counted: (what, day)}; gatherings are added by whoever knows which of them are asked for by name."""
    return {
        name: [(str(what), on) for of in seen_by for what, on in of(person)] for name, seen_by in COUNTED_BY.items()
    }


def gaps(person: Person, quiz: str) -> list[Any]:
    """Topics of a test, as their last attempt shows them."""
    return quizzes.gaps(person, quiz)
