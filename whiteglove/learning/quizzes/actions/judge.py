"""Say what a text is worth, and why."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.quizzes import queries
from whiteglove.learning.quizzes.bank.question import ESSAY
from whiteglove.learning.quizzes.models import Attempt, Given, Judgement
from whiteglove.service.desk.errors import Refused

from .finish import finish_if_graded

LONGEST = 4000


def judge(*, given: Given, percent: int, words: str = "", by: Person, at: datetime) -> Judgement:
    """A later judgement takes the place of an earlier one; both stay known. Refused before it was handed in."""
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).select_related("person").get(pk=given.attempt_id)
        require(by, "quizzes.review", attempt)
        rows = list(attempt.given.select_related("wording"))
        now = next(row for row in rows if row.pk == given.pk)
        if attempt.running or now.wording.read.kind != ESSAY:
            raise Refused("Only texts that were handed in are read.")
        if attempt.person_id == by.pk:
            raise Refused("Somebody else reads what you wrote yourself.")
        made = Judgement.objects.create(given=now, by=by, at=at, percent=percent, words=words[:LONGEST])
        now.credit = percent / 100
        now.save(update_fields=["credit"])
        facts = {"person": attempt.person_id, "quiz": attempt.quiz, "attempt": attempt.pk, "place": now.place,
                 "percent": percent}  # fmt: skip
        record("quiz.judged", subject=f"quiz:{attempt.pk}", by=by, at=at, facts=facts,
               audience=f"person:{attempt.person_id}")  # fmt: skip
        finish_if_graded(attempt, queries.quiz_of(attempt), rows, at)
    return made
