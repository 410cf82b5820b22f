"""Ask somebody to be one's mentor; they accept or can't."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.community import queries, wording
from whiteglove.learning.community.models import Mentorship, Offer, Request, RequestState
from whiteglove.service.desk.errors import Refused

from .changing import one_at_a_time, said, tell

AT_A_TIME = 3


def ask(*, offer: Offer, topics: str, why: str, by: Person, at: datetime) -> Request:
    """Refused where something stands between the two, with what it is."""
    require(by, "community.see")
    words = said(why, "Write a few sentences about what you would like to learn.", 2000, 20)
    with transaction.atomic():
        one_at_a_time(by)
        row = _open(offer)
        _check(row, by, at)
        if Request.objects.waiting().filter(mentee=by).count() >= AT_A_TIME:
            raise Refused(f"{AT_A_TIME} people have your question already. Wait for an answer, or take one back.")
        if Request.objects.waiting().filter(offer=row, mentee=by).exists():
            raise Refused("You asked them already. They will answer.")
        made = Request.objects.create(offer=row, mentee=by, topics=wording.topics_of(topics), why=words, at=at)
        tell("mentor.asked", made, row.mentor_id, by, at, mentor=row.mentor_id)
    return made


def _open(offer: Offer) -> Offer:
    """Locked, so that two who are accepted at once don't take one place."""
    row = Offer.objects.select_for_update(of=("self",)).select_related("mentor").filter(pk=offer.pk).first()
    if row is None or row.closed_at or not row.mentor.is_staff_member:
        raise Refused("This offer isn’t open any more.")
    return row


def _check(row: Offer, mentee: Person, at: datetime) -> None:
    found = queries.match_of(mentee, row, at)
    if found.obstacles:
        raise Refused(found.obstacles[0])
    if Mentorship.objects.standing().filter(mentor=row.mentor_id, mentee=mentee).exists():
        raise Refused("You work together already.")


def withdraw_request(*, request: Request, by: Person, at: datetime) -> None:
    """By whoever asked, while it waits."""
    require(by, "community.see")
    with transaction.atomic():
        row = _waiting(request)
        if row.mentee_id != by.pk:
            raise Refused("Only whoever asked takes it back.")
        _answer(row, RequestState.WITHDRAWN, "", at)
        tell("mentor.request_withdrawn", row, row.offer.mentor_id, by, at)


def accept(*, request: Request, by: Person, at: datetime) -> Mentorship:
    """By the mentor. What stood between the two is looked at again: places are given once."""
    require(by, "community.mentor")
    with transaction.atomic():
        offer = _open(request.offer)
        row = _waiting(request)
        if offer.mentor_id != by.pk:
            raise Refused("Only whoever was asked answers.")
        if not row.mentee.is_staff_member:
            raise Refused("They don’t work here any more.")
        _check(offer, row.mentee, at)
        _answer(row, RequestState.ACCEPTED, "", at)
        made = Mentorship.objects.create(request=row, mentor=by, mentee=row.mentee, at=at)
        tell("mentorship.begun", made, row.mentee_id, by, at, mentor=by.pk, mentee=row.mentee_id)
    return made


def decline(*, request: Request, answer: str, by: Person, at: datetime) -> None:
    """With a sentence for whoever asked, if one likes."""
    require(by, "community.mentor")
    with transaction.atomic():
        row = _waiting(request)
        if row.offer.mentor_id != by.pk:
            raise Refused("Only whoever was asked answers.")
        _answer(row, RequestState.DECLINED, said(answer, "", 600, 0), at)
        tell("mentor.declined", row, row.mentee_id, by, at, mentor=by.pk)


def _waiting(request: Request) -> Request:
    rows = Request.objects.select_for_update(of=("self",)).select_related("offer", "mentee").waiting()
    row = rows.filter(pk=request.pk).first()
    if row is None:
        raise Refused("This was answered already.")
    return row


def _answer(row: Request, state: str, words: str, at: datetime) -> None:
    row.state, row.answer, row.answered_at = state, words, at
    row.save(update_fields=["state", "answer", "answered_at"])
