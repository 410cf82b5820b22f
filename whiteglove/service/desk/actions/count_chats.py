"""Keep the count of chats in step with what happened to them. Everything here can be done again and changes nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.service.channels.chat import hours
from whiteglove.service.desk.chat_counting import TOLD, Told, became
from whiteglove.service.desk.models import ChatWait, Outcome, Ticket
from whiteglove.service.desk.promise_reader import calendar_of

from .judge_clocks import rules_in_force

UNSETTLED = [Outcome.WAITING, Outcome.BY_BOT]
_unsettled = Prepared(
    lambda ticket: ChatWait.objects.filter(
        Q(ticket=ticket) | Q(ticket__merged_into=ticket), outcome__in=UNSETTLED
    ).select_related("ticket")
)  # fmt: skip


def count_chat(event: Event) -> None:
    """`event`: chat.began or chat.ended about "ticket:42"."""
    with transaction.atomic():
        ticket = Ticket.objects.select_related("account").filter(pk=event.subject_id).first()
        if ticket and event.name == "chat.began":
            begin(ticket, event)
        settle(ChatWait.objects.filter(session=event.facts["session"]).select_related("ticket"), event.subject_id)


def begin(ticket: Ticket, event: Event) -> None:
    """Its first word; filed under another ticket later, it is the same chat."""
    known = ChatWait.objects.filter(session=event.facts["session"])
    if known.update(ticket=ticket, team=ticket.team_id):
        return
    zone = calendar_of(ticket.team_id, event.at, rules_in_force()).info
    opens = ticket.account is None or hours.is_open(ticket.account, event.at)
    insert_if_new(
        ChatWait(
            session=event.facts["session"], ticket=ticket, team_id=ticket.team_id, began_at=event.at,
            day=event.at.astimezone(zone).date(), in_hours=opens,
        )
    )  # fmt: skip


def count_again(ticket: Ticket, answer: int | None = None) -> None:
    """Inside a change, once its event is recorded: chats that wait here, or were answered by `answer`. Nothing is asked
    of a ticket that isn't a chat."""
    if ticket.channel != "chat":
        return
    if answer is None:
        settle(_unsettled(ticket.pk), ticket.pk, ticket)
        return
    here = Q(ticket=ticket) | Q(ticket__merged_into=ticket)
    rows = ChatWait.objects.filter(here, Q(outcome__in=UNSETTLED) | Q(answer=answer))
    settle(rows.select_related("ticket"), ticket.pk, ticket)


def settle(rows: Iterable[ChatWait], ticket: int, now: Ticket | None = None) -> None:
    """Rows that come with their ticket, by the events of it, of the one that it lives on in, and of `ticket`."""
    for row in list(rows):
        known = {pk for pk in (row.ticket_id, row.ticket.merged_into_id, ticket) if pk}
        told = became(events_of(known), session=row.session, began_at=row.began_at, in_hours=row.in_hours)
        for name, value in told._asdict().items():
            setattr(row, name, value)
        row.team_id = (now or row.ticket).team_id
        row.save()


def events_of(tickets: set[int]) -> list[Told]:
    found = Event.objects.filter(subject_type="ticket", subject_id__in=tickets).named(*TOLD).order_by("id")
    rows: Iterable[tuple[str, datetime, dict]] = found.values_list("name", "at", "facts")
    return [Told(*row) for row in rows]
