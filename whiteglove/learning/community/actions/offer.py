"""Offer to mentor, change it, close it."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.community import wording
from whiteglove.learning.community.models import Offer, Request, RequestState
from whiteglove.service.desk.errors import Refused

from .changing import one_at_a_time, said, tell


def offer(*, topics: str, about: str, times: str, capacity: int, by: Person, at: datetime) -> Offer:
    """One open offer each; offered again, it is the same one changed."""
    require(by, "community.mentor")
    chosen = {
        "topics": wording.topics_of(topics),
        "about": said(about, "", 1000, 0),
        "times": " ".join(said(times, "", 200, 0).split()),
        "capacity": max(1, min(capacity, 5)),
    }
    if not chosen["topics"]:
        raise Refused("Name at least one topic you can help with.")
    with transaction.atomic():
        one_at_a_time(by)
        row = Offer.objects.select_for_update().filter(mentor=by, closed_at__isnull=True).first()
        if row is None:
            row = Offer.objects.create(mentor=by, at=at, **chosen)
        else:
            Offer.objects.filter(pk=row.pk).update(**chosen)
            row.refresh_from_db()
        tell("mentor.offered", row, by.pk, by, at, capacity=row.capacity)
    return row


def close_offer(*, mentor: Person, by: Person | None, at: datetime) -> None:
    """Nobody new. Who waits hears so; mentorships go on."""
    if by is not None:
        require(by, "community.mentor")
        if by.pk != mentor.pk:
            raise Refused("Only they close their own offer.")
    with transaction.atomic():
        row = Offer.objects.select_for_update().filter(mentor=mentor, closed_at__isnull=True).first()
        if row is None:
            return
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        for one in Request.objects.waiting().filter(offer=row):
            one.state, one.answered_at = RequestState.DECLINED, at
            one.answer = "The offer was closed."
            one.save(update_fields=["state", "answered_at", "answer"])
            tell("mentor.declined", one, one.mentee_id, by, at, mentor=mentor.pk)
        tell("mentor.closed", row, mentor.pk, by, at)


def reopen_offer(*, by: Person, at: datetime) -> Offer:
    """The one closed last, as it was."""
    require(by, "community.mentor")
    with transaction.atomic():
        row = Offer.objects.select_for_update().filter(mentor=by).order_by("-id").first()
        if row is None:
            raise Refused("There is no offer to open again.")
        if row.closed_at:
            row.closed_at = None
            row.save(update_fields=["closed_at"])
            tell("mentor.offered", row, by.pk, by, at, capacity=row.capacity)
    return row
