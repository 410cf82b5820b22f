"""Keep an answer as it is given. No event: somebody thinking isn't news, and it happens every few seconds."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.quizzes import queries
from whiteglove.learning.quizzes.given_answers import Sent, read_answer
from whiteglove.learning.quizzes.models import Attempt, Given
from whiteglove.service.desk.errors import Refused

OVER = "This attempt is handed in; its answers stand as they were."
TOO_LATE = "The time was up before this answer arrived. What was saved until then counts."


def save_answer(*, attempt: Attempt, place: int, sent: Sent, by: Person, at: datetime) -> Given:
    """What the page sent for the question at `place`; nothing takes an answer back. Refused once it is over."""
    with transaction.atomic():
        now, given = held(attempt, place, by, at)
        shuffle = queries.quiz_of(now).shuffle
        given.answer = read_answer(given.wording.read, sent, now.seed, shuffle=shuffle)
        given.at = at
        given.save(update_fields=["answer", "at"])
    return given


def flag(*, attempt: Attempt, place: int, on: bool, by: Person, at: datetime) -> Given:
    """To come back to it."""
    with transaction.atomic():
        _, given = held(attempt, place, by, at)
        given.flagged = on
        given.save(update_fields=["flagged"])
    return given


def require_own(attempt: Attempt, by: Person) -> None:
    """Also administrators answer for nobody else."""
    require(by, "quizzes.answer", attempt)
    if attempt.person_id != by.pk:
        raise Refused("Only whoever began an attempt answers in it.")


def held(attempt: Attempt, place: int, by: Person, at: datetime) -> tuple[Attempt, Given]:
    """The attempt under its lock, so that nothing is kept of an attempt that is being graded."""
    require_own(attempt, by)
    now = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not now.running:
        raise Refused(OVER)
    if now.out_of_time(at):
        raise Refused(TOO_LATE)
    given = Given.objects.select_related("wording").filter(attempt=now, place=place).first()
    if given is None:
        raise Refused("This attempt has no such question.")
    return now, given
