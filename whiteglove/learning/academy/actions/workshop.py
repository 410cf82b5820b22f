"""Set a day for a workshop, move it, call it off; take a seat, give it back; note who was there."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib import seating
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.models import Seat, Session
from whiteglove.learning.academy.models.workshop import SeatState
from whiteglove.learning.academy.programme import WORKSHOPS
from whiteglove.service.desk.errors import Refused

from .changing import said


def schedule(*, workshop: str, starts_at: datetime, where: str, seats: int, by: Person, at: datetime) -> Session:
    """`where`: a room, or an address for a call."""
    require(by, "academy.manage")
    revision = queries.ruling_revision()
    content = queries.part_of(revision, WORKSHOPS).get(workshop) if revision else None
    if content is None:
        raise Refused("Choose one of the workshops of the pack.")
    _check_time(starts_at, at)
    with transaction.atomic():
        made = Session.objects.create(workshop=workshop, revision_id=revision, name=content["name"], by=by, at=at,
                                      starts_at=starts_at, minutes=content["minutes"], seats=max(1, min(seats, 500)),
                                      where=said(where, "Say where it takes place.", 300))  # fmt: skip
        record("workshop.scheduled", subject=made, by=by, at=at, facts={"workshop": workshop, "starts_at": starts_at},
               audience="staff")  # fmt: skip
    return made


def move(*, session: Session, starts_at: datetime, where: str, by: Person, at: datetime) -> Session:
    require(by, "academy.manage")
    _check_time(starts_at, at)
    with transaction.atomic():
        row = _standing(session, at)
        before, row.starts_at, row.where = row.starts_at, starts_at, said(where, "Say where it takes place.", 300)
        row.changed += 1
        row.save(update_fields=["starts_at", "where", "changed"])
        record("workshop.moved", subject=row, by=by, at=at, facts={"before": before, "starts_at": starts_at},
               audience="staff")  # fmt: skip
    return row


def cancel(*, session: Session, why: str, by: Person, at: datetime) -> Session:
    require(by, "academy.manage")
    with transaction.atomic():
        row = _standing(session, at)
        row.cancelled_at, row.why, row.changed = (
            at,
            said(why, "Say why: those who would have come read it.", 200),
            row.changed + 1,
        )
        row.save(update_fields=["cancelled_at", "why", "changed"])
        record("workshop.cancelled", subject=row, by=by, at=at, audience="staff")
    return row


def take_seat(*, session: Session, by: Person, at: datetime) -> Seat:
    """Or a place on the waiting list, where all are taken. Taken again, it is the last in the row."""
    require(by, "academy.see")
    with transaction.atomic():
        row = _standing(session, at)
        kept = Seat.objects.standing().filter(session=row, person=by).first()
        if kept:
            return kept
        full = seating.is_full(row.seats, Seat.objects.taken().filter(session=row).count())
        about = {"state": SeatState.WAITING if full else SeatState.TAKEN, "at": at}
        seat, _ = Seat.objects.update_or_create(session=row, person=by, defaults=about)
        _tell("workshop.seat_taken", seat, by, at)
    return seat


def leave_seat(*, session: Session, by: Person | None, at: datetime, person: Person | None = None) -> None:
    """Whoever waits longest moves up. `person`: whose, if it isn't one's own."""
    with transaction.atomic():
        row = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
        seat = Seat.objects.standing().filter(session=row, person=person or by).first()
        if seat is None or seat.attended is not None:
            return
        had, seat.state = seat.state, SeatState.LEFT
        seat.save(update_fields=["state"])
        _tell("workshop.seat_left", seat, by, at)
        if had == SeatState.TAKEN and row.starts_at > at:
            _move_up(row, at)


def _move_up(session: Session, at: datetime) -> None:
    taken, waiting = Seat.objects.taken(), Seat.objects.waiting().filter(session=session).order_by("at", "id")
    for one in seating.moving_up(session.seats, taken.filter(session=session).count(), waiting):
        one.state = SeatState.TAKEN
        one.save(update_fields=["state"])
        _tell("workshop.seat_taken", one, None, at)


def mark_attendance(*, session: Session, there: Collection[int], by: Person, at: datetime) -> int:
    """`there`: people. Everybody else with a seat wasn't. It can be noted again."""
    require(by, "academy.manage")
    with transaction.atomic():
        row = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
        if row.cancelled_at or row.starts_at > at:
            raise Refused("Who was there is noted once it has begun.")
        changed = 0
        for seat in Seat.objects.taken().filter(session=row):
            attended = seat.person_id in there
            if seat.person_id == by.pk and attended and by.role != "admin":
                raise Refused("Somebody else notes that you were there yourself.")
            if seat.attended != attended:
                seat.attended, seat.marked_at, seat.marked_by = attended, at, by
                seat.save(update_fields=["attended", "marked_at", "marked_by"])
                _tell("workshop.attendance_marked", seat, by, at, attended=attended)
                changed += 1
    return changed


def _standing(session: Session, at: datetime) -> Session:
    row = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if row.cancelled_at:
        raise Refused("This workshop was called off.")
    if row.starts_at <= at:
        raise Refused("This workshop has begun already.")
    return row


def _check_time(starts_at: datetime, at: datetime) -> None:
    if not 0 < (starts_at - at).total_seconds() < 3 * 366 * 86400:
        raise Refused("Choose a time to come, within three years.")


def _tell(name: str, seat: Seat, by: Person | None, at: datetime, **more: bool) -> None:
    facts = {"person": seat.person_id, "session": seat.session_id, "state": seat.state} | more
    record(name, subject=seat, by=by, at=at, facts=facts, audience=f"person:{seat.person_id}")
