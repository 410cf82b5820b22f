"""Words of the answer bot to the visitor of a chat: the house's, nobody's, and no answer of a person."""

from collections.abc import Sequence
from datetime import datetime

from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk.models import Attendance, Message, MessageKind, Ticket

from .attend import Ending, attends, end_attendance
from .change import Unchanged, changing, tell
from .send_out import chat_of, hand_over
from .solve import settle
from .write import count_in


def say_automatically(
    *, ticket: Ticket, at: datetime, text: str, offers: Sequence[str] = (), answered: bool = False
) -> Message | None:
    """None, and nothing said, where no bot attends any more. `answered`: these words answer what was asked."""
    made = None
    with changing(ticket, by=None, at=at, permit="desk.reply") as now:
        row = attends(now)
        if row is None:
            raise Unchanged
        row.answered = answered
        row.save(update_fields=["answered"])
        made = said(now, row, at, text, offers)
    return made


def hand_to_people(
    *, ticket: Ticket, at: datetime, text: str, why: str, tried: str = "", skill: str = ""
) -> Attendance | None:
    """The bot says its last words, and people are waited for from this instant. None where it had gone before.

    `why` and `tried` are for the desk, `skill` what whoever takes it should have.
    """
    row = None
    with changing(ticket, by=None, at=at, permit="desk.assign") as now:
        row = attends(now)
        if row is None:
            raise Unchanged
        if skill:
            row.skill = skill
            row.save(update_fields=["skill"])
        if text:
            said(now, row, at, text, ())
        row = end_attendance(now, None, at, Ending.HANDED_OVER, why, tried)
    return row


def solve_by_bot(*, ticket: Ticket, at: datetime, text: str) -> bool:
    """Its answer helped: solved by nobody of ours. False where it had gone before."""
    with changing(ticket, by=None, at=at, permit="desk.solve") as now:
        row = attends(now)
        if row is None:
            raise Unchanged
        if text:
            said(now, row, at, text, ())
        before = now.state
        settle(now, None, at)
        tell("ticket.solved", now, None, at, before=before, side="bot", name=row.name)
    return row is not None


def said(ticket: Ticket, row: Attendance, at: datetime, text: str, offers: Sequence[str]) -> Message:
    """Inside a change."""
    visitor = ChatSession.objects.select_related("visitor").get(pk=row.session).visitor
    made = Message.objects.create(
        ticket=ticket, kind=MessageKind.AUTOMATIC, at=at, text=text, new_text=text, sender_name=row.name,
        to=[{"name": visitor.shown, "address": visitor.handle}],
    )  # fmt: skip
    hand_over(ticket, made, by=None, at=at, auto=True, chat=chat_of(made), name=row.name, offers=offers)
    made.save(update_fields=["outgoing", "message_id", "in_reply_to", "references"])
    count_in(ticket, made)
    tell("ticket.bot_said", ticket, None, at, message=made.pk)
    return made
