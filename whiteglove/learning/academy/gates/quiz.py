"""Tests that were handed in and graded, also before they enrolled: a quiz that was passed isn't given again."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Appeal, Enrolment, Grant
from whiteglove.learning.academy.programme import QUIZ, Gate, Item
from whiteglove.learning.academy.queries import programme_named
from whiteglove.learning.academy.state import AGAIN, Result
from whiteglove.learning.quizzes import granted
from whiteglove.learning.quizzes.queries import handed_in, quizzes

from .registry import GateKind, Results, Way, address, register, way_to

EVER = datetime(1970, 1, 1, tzinfo=UTC)


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    rows = handed_in(enrolment.person, {item.ref for gate in gates for item in gate.items}, EVER)
    return {gate.id: [_result(one) for one in rows if one.quiz in {item.ref for item in gate.items}] for gate in gates}


def _result(one) -> Result:
    """It counts from when it was handed in, however late somebody read its texts."""
    url = address("quizzes:result", one.pk)
    pending = one.finished_at is None
    return Result(one.quiz, one.handed_in_at, one.score or 0, f"quiz:{one.pk}", url, one.finished_at, pending)


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("quizzes:quiz", item.ref, says="Open the test")


def more(person: Person) -> dict[str, list[datetime]]:
    """When which quiz was given them once more, by a second look or by whoever manages. One statement, and one short
    one for each programme that gave any."""
    ones = {"enrolment__person": person, "enrolment__ended_at__isnull": True}
    where = ("enrolment__programme", "enrolment__revision_id", "gate", "item")
    pleas = Appeal.objects.filter(**ones, outcome=AGAIN).values_list(*where, "decided_at")
    given = Grant.objects.filter(**ones).values_list(*where, "at")
    found: dict[str, list[datetime]] = {}
    for name, revision, gate, item, at in pleas.union(given, all=True):
        for quiz in _quizzes_of(name, revision, gate):
            if item in ("", quiz):
                found.setdefault(quiz, []).append(at)
    return found


def _quizzes_of(name: str, revision: int, gate: str) -> set[str]:
    programme = programme_named(name, revision)
    found = programme.gate(gate) if programme else None
    return {one.ref for one in found.items} if found and found.kind == QUIZ else set()


granted.register(more)


def gone() -> Callable[[Gate, Item], bool]:
    known = quizzes()
    return lambda gate, item: item.ref not in known


register(GateKind(QUIZ, results, way, gone))
