"""Who was there: by the code in the room, by a host's list, or by the recording and its questions."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.gatherings import codes, questions
from whiteglove.learning.gatherings.models import Gathering, How, Seat, SeatState
from whiteglove.service.desk.errors import Refused

from .changing import standing, tell

TOO_MANY = "Those were all your tries. A host can note by hand that you were there."


def check_in(*, gathering: Gathering, code: str, by: Person, at: datetime) -> Seat:
    """Only who has a seat, only while it takes place. A wrong code counts against the tries."""
    require(by, "gatherings.see")
    with transaction.atomic():
        row = standing(gathering)
        seat = _seat_of(row, by)
        if seat.attended:
            return seat
        if not row.takes_codes(at):
            raise Refused("Codes are taken while it takes place.")
        if row.hosts.filter(pk=by.pk).exists():
            raise Refused("You can look at the code yourself. Another host notes by the list that you were there.")
        right = seat.tries < codes.TRIES and codes.is_code(row.secret, code, at)
        if right:
            _note(seat, True, How.CODE, by, at)
        else:
            _count_a_try(seat)
    if not right:  # said outside: the try stays counted
        raise Refused(TOO_MANY if seat.tries >= codes.TRIES else "That isn't the code shown now. It changes often.")
    return seat


def mark_attendance(
    *, gathering: Gathering, there: Collection[int], by: Person, at: datetime, seen: Collection[int] | None = None
) -> int:  # fmt: skip
    """`there`: people. Everybody else with a seat wasn't, but for those who gave the code after the list was drawn:
    `seen` are those whom it showed as there. It can be noted again; nobody notes themselves. How many changed."""
    require(by, "gatherings.host", gathering)
    with transaction.atomic():
        row = standing(gathering)
        if not row.has_begun(at):
            raise Refused("Who was there is noted once it has begun.")
        seats = [one for one in Seat.objects.taken().filter(gathering=row) if one.attended != (one.person_id in there)]
        if any(one.person_id == by.pk and by.pk in there for one in seats):
            raise Refused("Somebody else notes that you were there yourself.")
        changed = [one for one in seats if one.person_id != by.pk and not _came_since(one, seen)]
        for seat in changed:
            _note(seat, seat.person_id in there, How.LIST, by, at)
    return len(changed)


def watch(*, gathering: Gathering, chosen: Mapping[int, int], by: Person, at: datetime) -> Seat:
    """Counts where the organiser asks questions about the recording, and all are answered rightly. It isn't said which
    were wrong."""
    require(by, "gatherings.see")
    with transaction.atomic():
        row = standing(gathering)
        if not (row.is_over(at) and row.recording and row.questions):
            raise Refused("There is no recording of it that counts.")
        if row.hosts.filter(pk=by.pk).exists():
            raise Refused("You hosted it: there is nothing to make up for.")
        seat, _ = Seat.objects.get_or_create(gathering=row, person=by, defaults={"state": SeatState.LEFT, "at": at})
        if seat.attended:
            return seat
        right = seat.guesses < questions.GUESSES and questions.all_right(row.questions, chosen)
        if right:
            seat.state = SeatState.WATCHED
            _note(seat, True, How.RECORDING, by, at)
        else:
            seat.guesses = min(seat.guesses + 1, 1000)
            seat.save(update_fields=["guesses"])
    if not right:
        last = seat.guesses >= questions.GUESSES
        raise Refused("Those were all tries for this recording." if last else "Not yet: watch it again, then answer.")
    return seat


def _came_since(seat: Seat, seen: Collection[int] | None) -> bool:
    return bool(seat.attended and seen is not None and seat.person_id not in seen)


def _seat_of(row: Gathering, person: Person) -> Seat:
    """The gathering is locked, and with it all its seats."""
    seat = Seat.objects.taken().filter(gathering=row, person=person).first()
    if seat is None:
        raise Refused("You have no seat in it.")
    return seat


def _count_a_try(seat: Seat) -> None:
    seat.tries = min(seat.tries + 1, 1000)
    seat.save(update_fields=["tries"])


def _note(seat: Seat, attended: bool, how: str, by: Person, at: datetime) -> None:
    seat.attended, seat.how, seat.marked_at, seat.marked_by = attended, how, at, by
    if not attended:
        seat.certified_at = None
    seat.save(update_fields=["state", "attended", "how", "marked_at", "marked_by", "certified_at"])
    tell("gathering.attendance_marked", seat, by, at, attended=attended, how=str(how))
