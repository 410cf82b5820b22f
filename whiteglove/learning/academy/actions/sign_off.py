"""Ask for a sign-off; sign off, give back, take it back."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Enrolment, Review, Sample
from whiteglove.learning.academy.models.verdict import ReviewState
from whiteglove.learning.academy.standing import standing_of
from whiteglove.learning.academy.state import GateState, ItemState, Status
from whiteglove.learning.practice.actions.show import show_each
from whiteglove.learning.practice.models import Run
from whiteglove.learning.practice.queries import coaches_of
from whiteglove.service.desk.errors import Refused

from .changing import learning, manage, said, tell


def ask(*, enrolment: Enrolment, gate: str, by: Person, at: datetime) -> Review:
    """What lies before the reviewer is written down as it is now."""
    with learning(enrolment, by) as row:
        standing = standing_of(row, at)
        state = standing.gate(gate) if standing else None
        if state is None or state.status not in (Status.TO_ASK, Status.RETURNED):
            raise Refused(state.why if state else "This isn't part of the programme as you began it.")
        made = Review.objects.create(enrolment=row, gate=gate, asked_at=at, shown=with_thoughts(row, shown_in(state)))
        let_them_read(made.shown, by, at)
        tell("sign_off.asked", made, row, by, at, gate=gate)
    return made


def shown_in(state: GateState) -> list[dict]:
    return [{"name": one.item.name, "score": one.score, "url": one.counts.url, "ref": one.counts.ref}
            for one in state.items if one.counts]  # fmt: skip


def last_of(item: ItemState) -> list[dict]:
    """The result a second look is about; it may not be the one that counts."""
    last = item.last
    return [{"name": item.item.name, "score": last.score, "url": last.url, "ref": last.ref}] if last else []


def with_thoughts(enrolment: Enrolment, shown: list[dict]) -> list[dict]:
    """What they wrote to each in their portfolio, as it is now."""
    said = dict(Sample.objects.filter(enrolment=enrolment).values_list("key", "reflection"))
    return [one | {"thought": said[one["ref"]]} if said.get(one["ref"]) else one for one in shown]


def let_them_read(shown: list[dict], by: Person, at: datetime) -> None:
    """Conversations a sign-off rests on can be read by those who lead the learner, until the learner withdraws that."""
    runs = [int(one["ref"][4:]) for one in shown if one["ref"].startswith("run:")]
    if runs:
        show_each(runs=Run.objects.of(by).ended().filter(pk__in=runs), coaches=coaches_of(by)[:5], by=by, at=at)


def withdraw_request(*, review: Review, by: Person, at: datetime) -> None:
    with learning(review.enrolment, by) as row:
        if not Review.objects.asked().filter(pk=review.pk).delete()[0]:
            raise Refused("It was decided meanwhile.")
        tell("sign_off.withdrawn", row, row, by, at, gate=review.gate)


def sign_off(*, review: Review, words: str, by: Person, at: datetime) -> Review:
    return _decide(review, ReviewState.GRANTED, words.strip()[:4000], "sign_off.granted", by, at)


def give_back(*, review: Review, words: str, by: Person, at: datetime) -> Review:
    asked = said(words, "Say what is good already, and what is missing: they go on from it.")
    return _decide(review, ReviewState.RETURNED, asked, "sign_off.returned", by, at)


def take_back(*, review: Review, by: Person, at: datetime) -> Review:
    """Whoever decided thinks again. The learner waits for a decision once more."""
    manage(by, review.enrolment.person)
    with transaction.atomic():
        row = Review.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=review.pk)
        if row.state == ReviewState.ASKED or row.enrolment.completed_at:
            raise Refused("There is nothing to take back, or the certificate was earned meanwhile.")
        if Review.objects.asked().filter(enrolment=row.enrolment, gate=row.gate).exists():
            raise Refused("They have asked again meanwhile: decide on that one.")
        row.state, row.decided_at, row.by, row.words = ReviewState.ASKED, None, None, ""
        row.save(update_fields=["state", "decided_at", "by", "words"])
        tell("sign_off.asked", row, row.enrolment, by, at, gate=row.gate)
    return row


def _decide(review: Review, state: str, words: str, name: str, by: Person, at: datetime) -> Review:
    manage(by, review.enrolment.person)
    with transaction.atomic():
        row = Review.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=review.pk)
        if row.state != ReviewState.ASKED:
            raise Refused("Somebody decided on it meanwhile.")
        row.state, row.decided_at, row.by, row.words = state, at, by, words
        row.save(update_fields=["state", "decided_at", "by", "words"])
        tell(name, row, row.enrolment, by, at, gate=row.gate)
    return row
