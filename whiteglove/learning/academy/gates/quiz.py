"""Tests: an attempt that was handed in and graded."""

from collections.abc import Sequence

from whiteglove.learning.academy.models import Enrolment
from whiteglove.learning.academy.programme import QUIZ, Gate, Item
from whiteglove.learning.academy.state import Result
from whiteglove.learning.quizzes.queries import taken

from .registry import GateKind, Results, Way, address, register, way_to


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    rows = taken(enrolment.person, {item.ref for gate in gates for item in gate.items}, enrolment.at)
    return {
        gate.id: [Result(one.quiz, one.finished_at, one.score, f"quiz:{one.pk}", address("quizzes:result", one.pk))
                  for one in rows if one.quiz in {item.ref for item in gate.items}]
        for gate in gates
    }  # fmt: skip


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("quizzes:quiz", item.ref, says="Open the test")


register(GateKind(QUIZ, results, way))
