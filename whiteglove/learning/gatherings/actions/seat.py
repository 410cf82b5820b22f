"""Take a seat, give it back; whoever waits longest moves up."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.lib import seating
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.gatherings.models import Gathering, Seat, SeatState
from whiteglove.service.desk.errors import Refused

from .changing import locked, standing, tell


def take_seat(*, gathering: Gathering, by: Person, at: datetime) -> Seat:
    """Or a place on the waiting list, where all are taken. Taken again, it is the last in the row."""
    require(by, "gatherings.see")
    with transaction.atomic():
        row = standing(gathering)
        if row.has_begun(at):
            raise Refused("It has begun; seats are given before.")
        if row.hosts.filter(pk=by.pk).exists():
            raise Refused("You host it: you need no seat.")
        kept = Seat.objects.standing().filter(gathering=row, person=by).first()
        if kept:
            return kept
        full = seating.is_full(row.seats, Seat.objects.taken().filter(gathering=row).count())
        about = {"state": SeatState.WAITING if full else SeatState.TAKEN, "at": at, "reminded_at": None}
        seat, _ = Seat.objects.update_or_create(gathering=row, person=by, defaults=about)
        tell("gathering.seat_taken", seat, by, at, state=seat.state)
    return seat


def leave_seat(*, gathering: Gathering, by: Person | None, at: datetime, person: Person | None = None) -> None:
    """`person`: whose, if it isn't one's own (the house's doing, when somebody leaves)."""
    with transaction.atomic():
        row = locked(gathering)
        seat = Seat.objects.standing().filter(gathering=row, person=person or by).first()
        if seat is None or seat.attended is not None:
            return
        if row.is_over(at):
            raise Refused("It is over.")
        had, seat.state = seat.state, SeatState.LEFT
        seat.save(update_fields=["state"])
        tell("gathering.seat_left", seat, by, at, state=had)
        move_up(row, at)


def move_up(gathering: Gathering, at: datetime) -> None:
    """Inside the caller's transaction, which holds the gathering."""
    if gathering.is_off or gathering.has_begun(at):
        return
    rows = Seat.objects.filter(gathering=gathering)
    for one in seating.moving_up(gathering.seats, rows.taken().count(), rows.waiting().order_by("at", "id")):
        one.state = SeatState.TAKEN
        one.save(update_fields=["state"])
        tell("gathering.seat_taken", one, None, at, state=one.state)
