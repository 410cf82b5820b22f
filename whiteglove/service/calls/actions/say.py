"""What was said on the telephone, typed while one listens: kept at once, a message of the ticket once there is one."""

from datetime import datetime

from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.ground.lib.text import one_line_end, storable
from whiteglove.ground.people.models import Person
from whiteglove.service.calls.models import Sheet, SpokenLine
from whiteglove.service.customers.actions.touch import touch
from whiteglove.service.desk.actions.change import tell as tell_ticket
from whiteglove.service.desk.actions.file_arrival import ask_for_attention
from whiteglove.service.desk.actions.recount import recount
from whiteglove.service.desk.actions.write import count_in
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message, MessageKind, State

from .change import Held, on_call, tell

LONGEST = 4000
WHY = "Said on the telephone, as somebody at the desk wrote it down."


def say(*, sheet: Sheet, by: Person, at: datetime, side: str, text: str, client_id: str = "") -> SpokenLine:
    """`side` "they" or "we". The same `client_id` is the same line, however often it is sent."""
    words = storable(one_line_end(text)).strip()[:LONGEST]
    if not words or side not in SpokenLine.Side.values:
        raise Refused("Write down what was said.")
    line = SpokenLine(sheet=sheet, side=side, text=words, at=at, by=by, client_id=client_id[:40])
    with on_call(sheet, by=by, at=at) as held:
        line.sheet = held.sheet
        if not insert_if_new(line):
            return SpokenLine.objects.get(sheet=sheet, client_id=line.client_id)
        if held.ticket:
            write_down(held, line)
        tell("call.noted", held, by, at)
    return line


def write_down(held: Held, line: SpokenLine) -> None:
    """Inside the ticket's change: the line as a message, and told as one, so that it is read like any other."""
    ticket, theirs = held.ticket, line.side == SpokenLine.Side.THEY
    made = Message.objects.create(
        ticket=ticket, kind=MessageKind.INBOUND if theirs else MessageKind.REPLY,
        customer=held.sheet.customer if theirs else None, author=None if theirs else line.by, at=line.at,
        text=line.text, new_text=line.text, sender_name=held.sheet.who if theirs else line.by.name,
        explanation={"action": WHY, "call": held.call.pk},
    )  # fmt: skip
    line.message = made
    line.save(update_fields=["message"])
    count_in(ticket, made)
    before = ticket.state
    if theirs:
        if before != State.MERGED:
            ask_for_attention(ticket, line.at)
        facts = {"message": made.pk, "customer": ticket.customer_id, "before": before, "channel": "phone"}
        tell_ticket("ticket.customer_wrote", ticket, None, line.at, **facts)
        touch(held.sheet.customer, at=line.at)
    else:
        tell_ticket("ticket.replied", ticket, line.by, line.at, message=made.pk, then="", before=before)


def take_back_line(*, line: SpokenLine, by: Person, at: datetime) -> None:
    """It wasn't said so. Refused for a line of somebody else's, or once the call is wrapped up."""
    with on_call(line.sheet, by=by, at=at) as held:
        now = SpokenLine.objects.select_for_update().get(pk=line.pk)
        if now.by_id != by.pk or now.undone_at or held.sheet.wrapped_at:
            raise Refused("Only its writer takes a line back, while the call isn't wrapped up.")
        now.undone_at = at
        now.save(update_fields=["undone_at"])
        if now.message_id:
            Message.objects.filter(pk=now.message_id).update(undone_at=at)
            recount(held.ticket)
            if now.side == SpokenLine.Side.WE:
                tell_ticket("ticket.reply_undone", held.ticket, by, at, message=now.message_id)
        tell("call.unnoted", held, by, at)
