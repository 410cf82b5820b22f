"""Give chats that wait to those who take some, and take back what nobody looked at."""

from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Assignment, ChatDuty, Draft, Handover, Message, Seen, State, Ticket
from whiteglove.service.desk.routing import shared
from whiteglove.service.desk.waiting_chats import AT_A_TIME, all_wanted, in_chat, ready, waiting

from .assign import assign, unassign
from .chat_duty import end_chat_duty, hold_duties

PATIENCE = timedelta(seconds=30)


def route_chats(*, at: datetime) -> int:
    """Returns how many were given to somebody. One process at a time: the duties are locked meanwhile, so that
    nobody is given more than they can carry."""
    if not ChatDuty.objects.standing().exists() or not waiting().exists():
        return 0
    with transaction.atomic():
        hold_duties()
        found = islice(shared(all_wanted(), ready()), AT_A_TIME)
        given = sum(give(ticket, person, at) for ticket, person in list(found))
        if given:
            tell_those_who_wait()
    return given


def give(number: int, person: int, at: datetime) -> bool:
    """Unless somebody was quicker: what a person has taken meanwhile is theirs."""
    ticket = Ticket(pk=number)
    try:
        assign(ticket=ticket, by=None, at=at, to=Person.objects.get(pk=person), unless=has_gone)
    except Refused:
        return False
    return ticket.assignee_id == person


def has_gone(ticket: Ticket) -> bool:
    return ticket.assignee_id is not None or ticket.state != State.OPEN


def tell_those_who_wait() -> None:
    """They are further ahead now."""
    refs = [f"ticket:{pk}" for pk in waiting().values_list("pk", flat=True)[:AT_A_TIME]]
    for session in ChatSession.objects.open().filter(ref__in=refs):
        nudges.changed(session)


def take_back_unseen(*, at: datetime) -> int:
    """Given by the house, or passed on, to somebody who has neither looked at it nor done anything since: they aren't
    there. It goes to somebody else, and nothing more comes to them until they take chats again."""
    on_duty = list(ChatDuty.objects.standing().values_list("person", flat=True))
    if not on_duty:
        return 0
    passed = Handover.objects.standing().filter(how=Handover.How.PASSED, ticket=OuterRef("ticket"), at=OuterRef("at"))
    given = Assignment.objects.standing().filter(
        Q(by=None) | Exists(passed), person__in=on_duty, at__lte=at - PATIENCE, ticket__in=in_chat()
    )
    back = 0
    for row in given.filter(ticket__state=State.OPEN).select_related("ticket", "person").order_by("at")[:AT_A_TIME]:
        back += not is_there(row) and take_back_one(row, at)
    if back:
        tell_those_who_wait()
    return back


def take_back_one(row: Assignment, at: datetime) -> bool:
    """Unless they have come, or somebody else has taken it, in this very moment."""

    def is_over(ticket: Ticket) -> bool:
        stands = Assignment.objects.standing().filter(pk=row.pk).exists()
        return not stands or ticket.state != State.OPEN or is_there(row)

    with transaction.atomic():
        hold_duties()
        unassign(ticket=row.ticket, by=None, at=at, unless=is_over)
        taken = Assignment.objects.filter(pk=row.pk, ended_at=at, ended_by=None).exists()
        if taken:
            end_chat_duty(person=row.person, by=None, at=at)
        return taken


def is_there(row: Assignment) -> bool:
    """Whether they have opened or begun to write anything since, or answered this one."""
    return (
        Seen.objects.filter(person=row.person, at__gte=row.at).exists()
        or Draft.objects.filter(person=row.person, changed_at__gte=row.at).exists()
        or Message.objects.filter(ticket=row.ticket, author=row.person, at__gte=row.at).exists()
    )
