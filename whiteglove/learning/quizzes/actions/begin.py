"""Begin an attempt: its paper is drawn and kept, word for word."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.packs.reading import hash_of
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.quizzes import queries
from whiteglove.learning.quizzes.bank.drawing import draw_from
from whiteglove.learning.quizzes.bank.question import Question, as_content
from whiteglove.learning.quizzes.models import Attempt, Given, Wording
from whiteglove.learning.quizzes.rules import Quiz
from whiteglove.learning.quizzes.standing import PASSED, TOO_SOON, USED_UP, WAITING
from whiteglove.service.desk.errors import Refused

WHY_NOT = {
    PASSED: "You have passed this quiz already.",
    WAITING: "Your last attempt is still being read. Its result comes first.",
    USED_UP: "There are no attempts left. Talk to whoever leads your programme.",
    TOO_SOON: "There is a pause between attempts. The page of the quiz says when the next may begin.",
}


def begin(*, quiz: str, by: Person, at: datetime, seed: int | None = None) -> Attempt:
    """A new attempt, or the one that runs. Refused where the rules allow none, or no question is there."""
    require(by, "quizzes.take")
    found = queries.quiz(quiz)
    if found is None:
        raise Refused("This quiz isn't in force any more.")
    try:
        with transaction.atomic():
            return _begun(found, by, at, secrets.randbits(48) if seed is None else seed)
    except IntegrityError:  # pressed twice: whoever was quicker began it
        return Attempt.objects.of(by, quiz).running().get()


def _begun(quiz: Quiz, by: Person, at: datetime, seed: int) -> Attempt:
    now = queries.result(by, quiz.id, at)
    if now and now.running:
        return Attempt.objects.get(pk=now.running)
    if now and not now.may_begin:
        raise Refused(WHY_NOT[now.state])
    drawn = draw_from(queries.bank().values(), quiz.draws, seed, shuffle=quiz.shuffle)
    if not drawn:
        raise Refused("There are no questions for this quiz yet.")
    attempt = Attempt.objects.create(
        person=by, quiz=quiz.id, revision_id=quiz.revision[0], number=(now.used if now else 0) + 1, seed=seed,
        started_at=at, deadline=at + quiz.time if quiz.time else None,
    )  # fmt: skip
    kept = _wordings(drawn)
    Given.objects.bulk_create(
        Given(attempt=attempt, place=place, wording=kept[one.id], question=one.id)
        for place, one in enumerate(drawn, 1)
    )  # fmt: skip
    facts = {"person": by.pk, "quiz": quiz.id, "attempt": attempt.pk, "number": attempt.number}
    record("quiz.begun", subject=f"quiz:{attempt.pk}", by=by, at=at, facts=facts, audience=f"person:{by.pk}")
    return attempt


def _wordings(drawn: list[Question]) -> dict[str, Wording]:
    """Each question as it stands now, kept once for everybody."""
    hashes = {hash_of(content): (one, content) for one in drawn for content in [as_content(one)]}
    rows = [Wording(hash=name, question=one.id, content=content) for name, (one, content) in hashes.items()]
    known = set(Wording.objects.filter(hash__in=hashes).values_list("hash", flat=True))
    Wording.objects.bulk_create([row for row in rows if row.hash not in known], ignore_conflicts=True)
    return {row.question: row for row in Wording.objects.filter(hash__in=hashes)}
