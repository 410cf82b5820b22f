"""What a programme asks one to bring, where the product sees for itself that somebody does.

What is asked are conditions of the room `requirements`, as in a journey's levels; here is what they are judged by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from whiteglove.ground.people.models import Person
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.measures.case_files import zone_name
from whiteglove.learning.quizzes import queries as quizzes
from whiteglove.learning.requirements.conditions import condition, named
from whiteglove.learning.requirements.facts import Done, Facts, Held, Result, grouped
from whiteglove.learning.requirements.judging import Verdict, judge

from .models import Completion
from .programme import Programme

KINDS = ("test", "credential", "completed")  # of conditions that can be judged here
EVER = datetime(1970, 1, 1, tzinfo=UTC)


def brought(programme: Programme, person: Person, at: datetime) -> dict[str, Verdict]:
    """{prerequisite: how it stands} of those that say by what they are `met_by`. Three statements at most, none where
    none does."""
    asked = {one["id"]: condition(one["met_by"]) for one in programme.facts["prerequisites"] if "met_by" in one}
    if not asked:
        return {}
    zone = ZoneInfo(zone_name())

    def day(at: datetime) -> date:
        return at.astimezone(zone).date()

    known = known_of(person, {each for one in asked.values() for each in named(one)}, day)
    return {id: judge(one, known, day(at)) for id, one in asked.items()}


def known_of(person: Person, names: Iterable[tuple[str, str]], day: Callable[[datetime], date]) -> Facts:
    """Of `names`, which are (kind, name)."""
    of = {kind: {name for each, name in names if each == kind} for kind in KINDS}
    tests = quizzes.taken(person, of["test"], EVER) if of["test"] else []
    held = Credential.objects.standing().filter(person=person, achievement__in=of["credential"])
    return Facts(
        tests=grouped((one.quiz, Result(one.score or 0, day(one.finished_at))) for one in tests),
        credentials=grouped(
            (one.achievement, Held(day(one.valid_from), day(one.valid_until) if one.valid_until else None))
            for one in (held if of["credential"] else ())
        ),
        completed=grouped((name, Done(name, day(at))) for name, at in (completed(person) if of["completed"] else ())),
    )


def completed(person: Person) -> list[tuple[str, datetime]]:
    """Modules, in small letters, and programmes. One statement."""
    rows = Completion.objects.filter(enrolment__person=person).values_list("what", "enrolment__programme", "at")
    return [(what.lower() or programme, at) for what, programme, at in rows]


def in_words(one: Verdict) -> str:
    """For whoever applies and whoever decides."""
    return f"Known here. {one.asks}. {one.why}"


def missing(parts: Mapping[str, Any], asks: Mapping[str, Any]) -> list[tuple[str, set[str] | None]]:
    """(kind and name, what there is of it) of what a condition in a pack names and can't be seen or isn't there."""
    modules = {name.lower() for name in parts["programmes"].get("modules", {})}
    there = {"test": parts.get("quizzes"), "credential": parts.get("achievements"),
             "completed": modules | set(parts["programmes"])}  # fmt: skip
    found: list[tuple[str, set[str] | None]] = []
    for kind, name in named(condition(asks)):
        if kind not in KINDS:
            found.append((kind, None))
        elif there[kind] is not None and name not in there[kind]:
            found.append((name, set(there[kind])))
    return found
