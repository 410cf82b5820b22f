"""What this room knows: quizzes and questions in force, attempts, how somebody stands. Rooms above ask here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from whiteglove.ground.lib import clock
from whiteglove.ground.packs.in_force import Known, content, known, ruling
from whiteglove.ground.people.models import Person

from .bank.question import Question, from_content
from .models import Attempt, Import
from .rules import Quiz, quiz_from
from .schema import QUESTIONS, QUIZZES, bank_of
from .standing import Standing, Went, standing


def quizzes() -> dict[str, Quiz]:
    """Those in force, by id."""
    revision = ruling(QUIZZES)
    return _quizzes(revision) if revision else {}


@lru_cache(maxsize=32)
def _quizzes(revision: Known) -> dict[str, Quiz]:
    return {name: quiz_from(one, revision) for name, one in (content(QUIZZES, revision) or {}).items()}


def quiz(name: str) -> Quiz | None:
    return quizzes().get(name)


def quiz_of(attempt: Attempt) -> Quiz:
    """By the rules of its day."""
    return _quizzes(known(attempt.revision_id))[attempt.quiz]


def bank() -> dict[str, Question]:
    """Every question in force: those of the pack, and those taken in from files."""
    revision = ruling(QUESTIONS)
    return {**taken_in(), **(_bank(revision) if revision else {})}


@lru_cache(maxsize=8)
def _bank(revision: Known) -> dict[str, Question]:
    return bank_of(content(QUESTIONS, revision) or {})


def taken_in() -> dict[str, Question]:
    rows = Import.objects.in_force().order_by("id").values_list("questions", flat=True)
    return {one["id"]: from_content(one) for questions in rows for one in questions}


@dataclass(frozen=True)
class Result(Standing):
    """How a person stands with a quiz, for rooms above: `score` is the best so far."""

    running: int | None = None

    @property
    def score(self) -> int | None:
        return self.best

    @property
    def attempts_left(self) -> int | None:
        return self.left

    @property
    def waiting(self) -> bool:
        return self.state == "waiting"


def result(person: Person, name: str, at: datetime | None = None) -> Result | None:
    """None for a quiz that isn't in force. One statement."""
    found = quiz(name)
    return _result(found, list(Attempt.objects.of(person, name)), at or clock.now()) if found else None


def results(person: Person, at: datetime | None = None) -> list[tuple[Quiz, Result]]:
    """Every quiz in force and how this person stands with it. One statement for all of them."""
    named = quizzes()
    rows = list(Attempt.objects.filter(person=person, quiz__in=named))
    now = at or clock.now()
    return [(one, _result(one, [row for row in rows if row.quiz == one.id], now)) for one in named.values()]


def _result(quiz: Quiz, rows: Iterable[Attempt], at: datetime) -> Result:
    rows = list(rows)
    now = standing(quiz.rules, [Went(one.handed_in_at, one.passed, one.score) for one in rows], at)
    running = next((one.pk for one in rows if one.running), None)
    return Result(now.state, now.used, now.left, now.best, now.next_at, running)


def taken(person: Person, names: Collection[str], since: datetime) -> list[Attempt]:
    """Graded attempts handed in since then, oldest first: `.pk .quiz .score .passed .finished_at`. One statement."""
    rows = Attempt.objects.graded().filter(person=person, quiz__in=list(names), handed_in_at__gte=since)
    return list(rows.order_by("handed_in_at", "id"))
