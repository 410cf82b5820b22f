"""What whoever has a call does with it: hold, check in, go on, bring somebody in, hang up, step back."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.phone import course
from whiteglove.service.channels.phone.actions import mark, take_back
from whiteglove.service.desk.errors import Refused

from .change import keep_counts, on_call, tell

UNDOABLE = (course.ANSWERED, course.HELD, course.CHECKED, course.RESUMED, course.PASSED, course.JOINED, course.ENDED)


def hold(*, sheet: Sheet, by: Person, at: datetime) -> None:
    step(sheet, by, at, course.HELD, "call.held", {"talking"}, "Only somebody one speaks with can be put on hold.")


def check_in(*, sheet: Sheet, by: Person, at: datetime) -> None:
    """A word to whoever is on hold, who goes on holding."""
    step(sheet, by, at, course.CHECKED, "call.checked_in", {"held"}, "Nobody is on hold in this call.")


def resume(*, sheet: Sheet, by: Person, at: datetime) -> None:
    step(sheet, by, at, course.RESUMED, "call.resumed", {"held"}, "Nobody is on hold in this call.")


def bring_in(*, sheet: Sheet, by: Person, at: datetime) -> None:
    """Somebody else is in the call now, put together on the telephone."""
    step(
        sheet, by, at, course.JOINED, "call.joined", {"talking"}, "Go on with the caller first, then somebody can join."
    )


def hang_up(*, sheet: Sheet, by: Person, at: datetime) -> None:
    step(sheet, by, at, course.ENDED, "call.ended", {"ringing", "talking", "held"}, "This call is over already.")


def step(sheet: Sheet, by: Person, at: datetime, name: str, event: str, while_: set[str], why_not: str) -> None:
    with on_call(sheet, by=by, at=at) as held:
        if held.call.state not in while_:
            raise Refused(why_not)
        found = mark(held.call, name, at=at, by=by)
        keep_counts(held, found)
        tell(event, held, by, at)


def undo(*, sheet: Sheet, by: Person, at: datetime, only: str = "") -> None:
    """The last step was a slip, if `by` made it and the exchange didn't tell it; `only` if it was of this name. A call
    that is wrapped up stays so."""
    with on_call(sheet, by=by, at=at) as held:
        if held.sheet.wrapped_at:
            raise Refused("This call is wrapped up.")
        if not take_back(held.call, names=(only,) if only in UNDOABLE else UNDOABLE, by=by, at=at):
            raise Refused("Something came after that step." if only else "There is no step of yours left to take back.")
        if held.call.runs and held.sheet.became:
            held.sheet.became, held.sheet.waited = "", None
            held.sheet.save(update_fields=["became", "waited"])
        tell("call.undone", held, by, at)
