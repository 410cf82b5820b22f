"""Keep one thing that happened to a call, and what follows from all of them."""

from datetime import datetime

from django.db.models import Max

from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.ground.people.models import Person
from whiteglove.service.channels.models import Account, Call, CallMark
from whiteglove.service.channels.phone import course
from whiteglove.service.channels.phone.course import Course, Mark


def begin(
    *,
    at: datetime,
    direction: str,
    number: str = "",
    withheld: bool = False,
    account: Account | None = None,
    external_id: str = "",
    person: Person | None = None,
) -> Call | None:
    """A call that rings; None where the exchange told of it before."""
    call = Call(
        account=account, external_id=external_id, direction=direction, number=number[:40], withheld=withheld,
        person=person, rang_at=at,
    )  # fmt: skip
    return call if insert_if_new(call) else None


def locked(pk: int) -> Call:
    return Call.objects.select_for_update().get(pk=pk)


def mark(
    call: Call,
    name: str,
    *,
    at: datetime,
    by: Person | None = None,
    to: Person | None = None,
    says: str = "",
    event_id: str = "",
) -> Course | None:
    """`call` is locked. None where the same was told before, so that nothing new has happened."""
    row = CallMark(call=call, name=name, at=at, by=by, to=to, says=says[:1000], event_id=event_id)
    if not insert_if_new(row):
        return None
    return settle(call)


def take_back(call: Call, *, names: tuple[str, ...], by: Person, at: datetime) -> str:
    """The last of these marks never was; returns its name, "" where there is none to take back by `by`."""
    last = CallMark.objects.standing().filter(call=call).order_by("-at", "-id").first()
    if last is None or last.name not in names or last.by_id != by.pk or last.event_id:
        return ""
    CallMark.objects.filter(pk=last.pk).update(undone_at=at)
    settle(call)
    return last.name


def settle(call: Call) -> Course:
    """Brings the row in step with its marks."""
    found = course_of(call)
    call.state, call.answered_at, call.held_at, call.ended_at = (
        found.state, found.answered_at, found.held_at, found.ended_at
    )  # fmt: skip
    call.rang_at = found.rang_at or call.rang_at
    call.person_id, call.offered_to_id = found.person, found.offered_to
    call.save()
    return found


def course_of(call: Call) -> Course:
    rows = CallMark.objects.standing().filter(call=call).values_list("name", "at", "by_id", "to_id")
    first = None if rows.filter(name=course.ANSWERED, by__isnull=False).exists() else call.person_id
    return course.course((Mark(*row) for row in rows), first)


def last_told(call: Call) -> datetime | None:
    return CallMark.objects.filter(call=call).aggregate(last=Max("at"))["last"]
