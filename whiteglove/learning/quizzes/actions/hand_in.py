"""Hand an attempt in: by the person, or by the clock. What can be graded is graded at once."""

from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.learning.quizzes import queries
from whiteglove.learning.quizzes.bank.grading import credit
from whiteglove.learning.quizzes.models import Attempt, Given
from whiteglove.service.desk.errors import Refused

from .answer import require_own
from .finish import finish_if_graded

AT_ONCE = 200
LAST = timedelta(seconds=10)  # from then on the page's own clock may hand it in


def hand_in(*, attempt: Attempt, by: Person, at: datetime) -> Attempt:
    """Twice is once. After its time it is handed in as of its deadline. Where nothing is to be passed, half of it has
    to be answered before its time is up: less counts for nothing, and the pause after it would be lost."""
    require_own(attempt, by)
    with transaction.atomic():
        now = Attempt.objects.select_for_update().get(pk=attempt.pk)
        if not now.running:
            return now
        if queries.quiz_of(now).diagnostic and (now.deadline is None or at < now.deadline - LAST):
            _refuse_too_little(now)
        return _handed_in(now, by, at, in_time=not now.out_of_time(at))


def _refuse_too_little(attempt: Attempt) -> None:
    asked, answered = attempt.given.count(), attempt.given.filter(answer__isnull=False).count()
    if 2 * answered < asked:
        raise Refused(f"Answer half of it at least: so far it is {answered} of {asked}. It shows nothing yet.")


def hand_in_overdue(at: datetime) -> int:
    """Those whose time is up. Returns how many."""
    late = list(Attempt.objects.overdue(at).order_by("deadline").values_list("pk", flat=True)[:AT_ONCE])
    for pk in late:
        with transaction.atomic():
            now = Attempt.objects.select_for_update().get(pk=pk)
            if now.running:
                _handed_in(now, None, at, in_time=False)
    return len(late)


def _handed_in(attempt: Attempt, by: Person | None, at: datetime, *, in_time: bool) -> Attempt:
    attempt.handed_in_at = at if in_time or not attempt.deadline else attempt.deadline
    attempt.in_time = in_time
    attempt.save(update_fields=["handed_in_at", "in_time"])
    rows = list(attempt.given.select_related("wording"))
    for row in rows:
        worth = credit(row.wording.read, row.answer)
        row.credit = None if worth is None else float(worth)
    Given.objects.bulk_update(rows, ["credit"])
    facts = {"person": attempt.person_id, "quiz": attempt.quiz, "attempt": attempt.pk, "number": attempt.number,
             "in_time": in_time}  # fmt: skip
    audience = f"person:{attempt.person_id}"
    record("quiz.handed_in", subject=f"quiz:{attempt.pk}", by=by, at=at, facts=facts, audience=audience)
    finish_if_graded(attempt, queries.quiz_of(attempt), rows, at)
    return attempt
