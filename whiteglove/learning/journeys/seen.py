"""What other rooms know of somebody, each deed as (what, day). A line for each is what wires it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy import bringing
from whiteglove.learning.awards import queries as awards
from whiteglove.learning.community import queries as community
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.forum import queries as forum
from whiteglove.learning.forum.models import Helped, Post
from whiteglove.learning.gatherings import queries as gatherings
from whiteglove.learning.library import queries as library
from whiteglove.learning.quizzes import queries as quizzes
from whiteglove.learning.quizzes.inventories import inventories_by
from whiteglove.learning.quizzes.models import Attempt

Day = Callable[[datetime], date]
Deeds = list[tuple[str, date]]


def taken_up(person: Person) -> Deeds:
    """Topics of others in which their answer helped somebody, settled it, or was followed by another's. Two
    statements."""
    later = Post.objects.standing().filter(topic=OuterRef("topic"), pk__gt=OuterRef("pk")).exclude(author=person)
    helped = Helped.objects.filter(post=OuterRef("pk")).exclude(person=person)
    rows = Post.objects.standing().answers().filter(author=person)
    rows = rows.filter(Exists(later) | Exists(helped) | Q(topic__accepted=F("pk")))
    known = set(rows.values_list("topic", flat=True))
    return [(topic, on) for topic, on in forum.answers_by(person) if topic in known]


# What duties may count, by name: where it is seen. A topic begun and one taken part in are both a topic.
COUNTED_BY: dict[str, tuple[Callable[[Person], Iterable[tuple[Any, date]]], ...]] = {
    "forum.topics": (forum.topics_by, taken_up),
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
    """(quiz, percent, day handed in) of each graded attempt of which half at least was answered: opening a test isn't
    taking it. One statement."""
    rows = Attempt.objects.graded().filter(person=person, quiz__in=list(names))
    rows = rows.annotate(asked=Count("given"), said=Count("given", filter=Q(given__answer__isnull=False)))
    found = rows.filter(said__gte=F("asked") / 2.0).values_list("quiz", "score", "handed_in_at")
    return [(quiz, score or 0, day(at)) for quiz, score, at in found]


def completed(person: Person, day: Day) -> Deeds:
    """Modules of the academy in small letters, programmes, and questionnaires about oneself."""
    return [*((what, day(at)) for what, at in bringing.completed(person)), *inventories_by(person, day)]


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


def counted_as(person: Person, name: str) -> Deeds:
    """What is seen under a name that evidence may be handed in for as well, where its own name says what it is."""
    if name == "activities":
        return attended(person)
    found = [(str(what), on) for of in COUNTED_BY.get(name, ()) for what, on in of(person)]
    return [(what, on) for what, on in found if not what.isdecimal()]


def gaps(person: Person, quiz: str) -> list[Any]:
    """Topics of a test, as their last attempt shows them."""
    return quizzes.gaps(person, quiz)
