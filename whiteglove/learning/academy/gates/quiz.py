"""Tests that were handed in and graded, also before they enrolled: a quiz that was passed isn't given again."""

from collections.abc import Sequence
from datetime import UTC, datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Appeal, Enrolment
from whiteglove.learning.academy.programme import QUIZ, Gate, Item
from whiteglove.learning.academy.queries import programme_of
from whiteglove.learning.academy.state import AGAIN, Result
from whiteglove.learning.quizzes import granted
from whiteglove.learning.quizzes.queries import taken

from .registry import GateKind, Results, Way, address, register, way_to

EVER = datetime(1970, 1, 1, tzinfo=UTC)


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    rows = taken(enrolment.person, {item.ref for gate in gates for item in gate.items}, EVER)
    return {
        gate.id: [Result(one.quiz, one.finished_at, one.score, f"quiz:{one.pk}", address("quizzes:result", one.pk))
                  for one in rows if one.quiz in {item.ref for item in gate.items}]
        for gate in gates
    }  # fmt: skip


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("quizzes:quiz", item.ref, says="Open the test")


def more(person: Person, quiz: str) -> int:
    """Attempts that second looks gave them at the gates of this quiz."""
    rows = Appeal.objects.filter(enrolment__person=person, enrolment__ended_at__isnull=True, outcome=AGAIN)
    pleas = [(programme_of(one.enrolment), one) for one in rows.select_related("enrolment")]
    gates = [(programme.gate(one.gate), one.item) for programme, one in pleas if programme]
    return sum(gate is not None and gate.kind == QUIZ and item in ("", quiz) and quiz in {one.ref for one in gate.items}
               for gate, item in gates)  # fmt: skip


granted.register(more)
register(GateKind(QUIZ, results, way))
