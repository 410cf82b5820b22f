"""Hand a call to a colleague, with what they should know, so that the caller doesn't begin anew."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.models import Call
from whiteglove.service.channels.phone import course
from whiteglove.service.channels.phone.actions import mark
from whiteglove.service.desk.actions.assign import hand_to
from whiteglove.service.desk.actions.change import tell as tell_ticket
from whiteglove.service.desk.actions.note import write_note
from whiteglove.service.desk.errors import Refused

from .change import on_call, tell


def pass_on(*, sheet: Sheet, by: Person, at: datetime, to: Person, summary: str = "") -> None:
    """The caller holds until `to` takes or returns it. The summary stands in the ticket as a note, if there is one."""
    if not to.at_the_desk or to.pk == by.pk:
        raise Refused("Choose a colleague who works at the desk.")
    with on_call(sheet, by=by, at=at) as held:
        if held.call.state == "ringing" or not held.call.runs:
            raise Refused("Only a call that was answered can be passed on.")
        if held.call.state == "talking":
            mark(held.call, course.HELD, at=at, by=by)
        mark(held.call, course.PASSED, at=at, by=by, to=to, says=summary.strip())
        if held.ticket and summary.strip():
            note = write_note(held.ticket, by, at, f"Passed on to {to.name}: {summary.strip()[:1000]}")
            tell_ticket("ticket.noted", held.ticket, by, at, message=note.pk)
        tell("call.passed", held, by, at, to=to.pk, name=to.name)


def accept(*, sheet: Sheet, by: Person, at: datetime) -> None:
    """`by`, to whom it was offered, has it now, and its ticket with it."""
    with on_call(sheet, by=by, at=at) as held:
        offered_to(held.call, by)
        mark(held.call, course.ACCEPTED, at=at, by=by)
        if held.ticket and held.ticket.assignee_id != by.pk:
            hand_to(held.ticket, by, by, at)
        tell("call.accepted", held, by, at)


def give_back(*, sheet: Sheet, by: Person, at: datetime) -> None:
    with on_call(sheet, by=by, at=at) as held:
        offered_to(held.call, by)
        mark(held.call, course.RETURNED, at=at, by=by)
        tell("call.returned", held, by, at)


def offered_to(call: Call, by: Person) -> None:
    if call.offered_to_id != by.pk:
        raise Refused("This call isn't being passed to you any more.")
