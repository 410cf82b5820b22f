"""Something was said in a chat that the bot attends to: it is to answer."""

from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.service.answers import flows_of
from whiteglove.service.answers.models import Talk
from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.models import ChatLine, ChatSession
from whiteglove.service.desk.models import Attendance

PAUSE = timedelta(seconds=1)  # who writes three lines in a row is answered once


def hear(event: Event) -> bool:
    """`event`: ticket.bot_attends or ticket.bot_asked. Whether there is something to answer. Idempotent."""
    row = Attendance.objects.standing().filter(ticket=event.subject_id).select_related("ticket__account").first()
    if row is None:
        return False
    with transaction.atomic():
        talk = talk_of(row, event.at)
        newest = newest_line(row.session, talk.upto)
        if newest:
            Talk.objects.filter(pk=talk.pk).update(due_at=newest + PAUSE)
            nudges.writes(ChatSession.objects.get(pk=row.session), row.name)
    return bool(newest)


def talk_of(row: Attendance, at: datetime) -> Talk:
    """Theirs, begun now, or opened again where its answer had helped; locked."""
    account = row.ticket.account
    session = ChatSession.objects.filter(pk=row.session).first()
    insert_if_new(
        Talk(
            session=row.session, ticket=row.ticket, account=account, began_at=at,
            flow=flows_of.in_force(account) if account else None, language=(session.language if session else "")[:12],
        )
    )  # fmt: skip
    talk = Talk.objects.select_for_update(of=("self",)).select_related("flow").get(session=row.session)
    # What opened the ticket again may have begun another, and theirs may have been merged.
    elsewhere, talk.ticket = talk.ticket_id != row.ticket_id, row.ticket
    if talk.ended_at:
        talk.step, talk.ended_at, talk.ending, talk.why = again_at(talk), None, "", ""
        talk.save(update_fields=["ticket", "step", "ended_at", "ending", "why"])
    elif elsewhere:
        talk.save(update_fields=["ticket"])
    return talk


def again_at(talk: Talk) -> str:
    """Where it goes on: at the choices it left, of which one may be pressed once more, else where questions are."""
    flow = flows_of.of_talk(talk)
    left = flow.steps.get(talk.step)
    return left.id if left and left.choices else flow.answers_at


def newest_line(session: int, upto: int) -> datetime | None:
    """When the visitor last said something the bot hasn't dealt with."""
    theirs = ChatLine.objects.filter(session=session, side=ChatLine.Side.VISITOR, number__gt=upto)
    return theirs.order_by("-number").values_list("at", flat=True).first()
