"""Once every answer of an attempt is graded: its score, and whether it was passed."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from whiteglove.ground.events.actions import record
from whiteglove.learning.quizzes.bank.grading import NOTHING, credit, percent
from whiteglove.learning.quizzes.models import Attempt, Given
from whiteglove.learning.quizzes.rules import Quiz


def finish_if_graded(attempt: Attempt, quiz: Quiz, rows: Sequence[Given], at: datetime) -> bool:
    """False where a text is still to be read. Called under the attempt's lock; counts anew each time."""
    if any(row.credit is None for row in rows):
        return False
    worth = [_exact(row) for row in rows]
    attempt.score = percent(worth)
    attempt.passed = attempt.score >= quiz.pass_mark
    attempt.finished_at = at
    attempt.save(update_fields=["score", "passed", "finished_at"])
    _remember_the_rest(rows, worth)
    facts = {"person": attempt.person_id, "quiz": attempt.quiz, "attempt": attempt.pk, "score": attempt.score,
             "passed": None if quiz.diagnostic else attempt.passed}  # fmt: skip
    record("quiz.graded", subject=f"quiz:{attempt.pk}", by=None, at=at, facts=facts,
           audience=f"person:{attempt.person_id}")  # fmt: skip
    return True


def _exact(row: Given) -> Fraction:
    """A third stays a third: what a program can grade is graded again, what a person said is a percentage."""
    worth = credit(row.wording.read, row.answer)
    return Fraction(round((row.credit or 0) * 100), 100) if worth is None else worth


def _remember_the_rest(rows: Sequence[Given], worth: Sequence[Fraction]) -> None:
    """What the other questions made: statistics ask whether a question goes with it."""
    whole, others = sum(worth, NOTHING), len(rows) - 1
    for row, own in zip(rows, worth, strict=True):
        row.rest = float((whole - own) / others) if others else 0.0
    Given.objects.bulk_update(rows, ["rest"])
