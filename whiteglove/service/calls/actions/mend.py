"""What a late word of the exchange mends: a call that was taken for missed was spoken, one taken for over runs."""

from datetime import datetime

from django.db.models import QuerySet

from whiteglove.service.channels.models import CallMark
from whiteglove.service.channels.phone import course
from whiteglove.service.channels.phone.notice import Notice
from whiteglove.service.desk.actions.commitment import announce, count, end
from whiteglove.service.desk.actions.recount import recount
from whiteglove.service.desk.models import Commitment, Message, MessageKind, Stage

from .change import Held

MISSED, CALLED = "Missed call from ", "Call from "
WORDS = "Missed call"


def trust(held: Held, told: Notice, at: datetime) -> None:
    """Of a call that was closed by rule the exchange knows better when it was answered, or over."""
    if not held.sheet.forgotten or told.mark not in (course.ANSWERED, course.ENDED):
        return
    guessed = CallMark.objects.standing().filter(call=held.call, name=course.ENDED, event_id="", by=None)
    guessed.update(undone_at=at)
    held.sheet.forgotten, held.sheet.became = False, ""
    held.sheet.save(update_fields=["forgotten", "became"])


def spoken_after_all(held: Held, at: datetime) -> None:
    """Nobody is called back for it, and whoever spoke says what became of it. What a person wrapped up stays."""
    if held.sheet.wrapped_by_id or not held.sheet.wrapped_at:
        return
    held.sheet.outcome, held.sheet.wrapped_at = "", None
    held.sheet.save(update_fields=["outcome", "wrapped_at"])
    if held.ticket is None:
        return
    said_so = Message.objects.standing().filter(ticket=held.ticket, explanation__call=held.call.pk)
    if not missed_since(held):
        set_aside(held, said_so, at)
    if said_so.filter(kind=MessageKind.AUTOMATIC).update(undone_at=at):
        recount(held.ticket)


def missed_since(held: Held) -> bool:
    """Whether they rang again later and are owed the same call for that."""
    others = held.ticket.call_sheets.filter(became__in=(course.MISSED, course.MESSAGE), wrapped_by=None)
    return others.filter(call__rang_at__gt=held.call.rang_at).exists()


def set_aside(held: Held, said_so: QuerySet[Message], at: datetime) -> None:
    """The call back that was promised because of this call, as long as nobody has seen to it."""
    owed = Commitment.objects.calls().unsettled().select_for_update()
    for row in owed.filter(ticket=held.ticket, words=WORDS, message__in=list(said_so)):
        end(row, Stage.DISMISSED, None, at)
        row.save()
        announce("commitment.dismissed", held.ticket, row, None, at)
    count(held.ticket)
    if held.ticket.subject.startswith(MISSED):
        held.ticket.subject = CALLED + held.ticket.subject.removeprefix(MISSED)
