"""The answer bot attends to a chat until it has helped, hands over, or a person steps in.

As long as it does the ticket waits on the customer: it is in nobody's queue, and no clock of it runs (happenings.py).
"""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person
from whiteglove.service.channels.chat.actions.attend import attend as attend_chat
from whiteglove.service.channels.chat.actions.attend import stop_attending
from whiteglove.service.channels.chat.attending import bot_of
from whiteglove.service.channels.contract import InboundMessage
from whiteglove.service.channels.models import Arrival, ChatSession
from whiteglove.service.desk.models import Attendance, State, Ticket

from .change import tell
from .count_chats import count_again

Ending = Attendance.Ending
_last = Prepared(lambda ticket: Attendance.objects.filter(ticket=ticket).order_by("-pk")[:1])
_standing = Prepared(lambda ticket: Attendance.objects.standing().filter(ticket=ticket).order_by("pk")[:1])
TO_PEOPLE = {Ending.HANDED_OVER, Ending.STEPPED_IN}
ELSEWHERE = "the customer wrote outside of the chat"


def attend(ticket: Ticket, inbound: InboundMessage, arrival: Arrival, at: datetime) -> Event | None:
    """Inside the change that files a line: whether a bot has it from now on, as the event of it."""
    session = arrival.envelope.get("session")
    if inbound.kind != "chat" or session is None or arrival.account is None:
        return None
    name = bot_of(arrival.account, at, vouched=True)
    subject = subject_of(session) if name else None
    if subject is None or name != bot_of(arrival.account, at, bool(subject)):
        return None
    Attendance.objects.create(ticket=ticket, session=session, name=name, at=at)
    ticket.state = State.WAITING
    attend_chat(session_id=session, name=name)
    return tell("ticket.bot_attends", ticket, None, at, session=session, bot=name)


def subject_of(session: int) -> str | None:
    """Whom the site around the chat vouches for, "" for nobody; None once its visitor has left: a bot's words would
    reach nobody."""
    here = ChatSession.objects.filter(pk=session, ended_at=None)
    return here.values_list("visitor__subject", flat=True).first()


def attends(ticket: Ticket) -> Attendance | None:
    """The attendance that stands, if one does; nothing is asked of what isn't a chat."""
    return _standing.first(ticket.pk) if ticket.channel == "chat" else None


def goes_on(ticket: Ticket, before: str, inbound: InboundMessage, arrival: Arrival, at: datetime) -> bool:
    """Inside the change that files a further line, once the ticket asks for attention: whether the bot has it still, or
    again where it alone had solved it. `before`: the state until then. What isn't said in the chat is for people."""
    if ticket.channel != "chat":
        return False
    if inbound.kind != "chat":
        end_attendance(ticket, None, at, Ending.HANDED_OVER, ELSEWHERE)
        return False
    last = _last.first(ticket.pk)
    if last is None or last.ending in TO_PEOPLE or ticket.assignee_id:
        return False
    session = arrival.envelope.get("session")
    if last.ended_at is None and last.session == session:
        # Whoever leaves before this is answered, too, has something open.
        Attendance.objects.filter(pk=last.pk, answered=True).update(answered=False)
        ticket.state = State.WAITING
        tell("ticket.bot_asked", ticket, None, at, session=session)
        return True
    done = before == State.SOLVED
    if last.ended_at is None:  # their last visit is over, and nobody has heard of it yet
        done = bool(end_attendance(ticket, None, at, Ending.LEFT)) and last.answered
    return done and attend(ticket, inbound, arrival, at) is not None


def step_in(ticket: Ticket, by: Person | None, at: datetime) -> None:
    """Inside a change that a person makes: the bot is silent from now on, and the ticket waits on us."""
    end_attendance(ticket, by, at, Ending.STEPPED_IN if by else Ending.HELPED)


def end_attendance(
    ticket: Ticket, by: Person | None, at: datetime, ending: str, why: str = "", tried: str = ""
) -> Attendance | None:
    """Inside a change. `why` it hands over and what it `tried`, in words for the desk. None if no bot attends."""
    row = attends(ticket)
    if row is None:
        return None
    row.ended_at, row.ended_by, row.ending, row.why = at, by, ending, why[:200]
    row.save(update_fields=["ended_at", "ended_by", "ending", "why"])
    waited_for = ending in TO_PEOPLE or (ending == Ending.LEFT and not row.answered)
    if waited_for:
        ticket.state = State.OPEN
    facts = {"session": row.session, "bot": row.name, "ending": ending, "why": why, "waited_for": waited_for}
    tell("ticket.bot_left", ticket, by, at, says=told(row, by, why, tried), **facts)
    count_again(ticket)
    return row


def tell_visitor_who_answers(event: Event) -> None:
    """`event`: ticket.bot_left. Apart from the ticket's change, because a chat is locked before its ticket."""
    session = event.facts["session"]
    with transaction.atomic():
        if not Attendance.objects.standing().filter(session=session).exists():
            stop_attending(session_id=session, people_at=event.at if event.facts["waited_for"] else None)


def told(row: Attendance, by: Person | None, why: str, tried: str) -> str:
    """What became of it, as the conversation has it."""
    if row.ending == Ending.HANDED_OVER:
        return "handed the chat over" + (f": {why}" if why else "") + (f". {tried}" if tried else "")
    if row.ending == Ending.STEPPED_IN:
        return f"gave way to {by.name if by else 'the team'}"
    if row.ending == Ending.LEFT:
        return "stopped: the customer left" + ("" if row.answered else " without an answer")
    return "stopped: its answer helped"
