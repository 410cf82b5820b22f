"""Give chats that wait to those who take some, and take back what nobody looked at."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk.models import Assignment, ChatDuty, Message, MessageKind, Seen, State, Ticket
from whiteglove.service.desk.routing import choose
from whiteglove.service.desk.waiting_chats import AT_A_TIME, in_chat, ready, waiting, wanted

from .assign import assign, unassign
from .chat_duty import end_chat_duty

PATIENCE = timedelta(seconds=30)


def route_chats(*, at: datetime) -> int:
    """Returns how many were given to somebody. One process at a time: the duties are locked meanwhile, so that
    nobody is given more than they can carry."""
    if not ChatDuty.objects.standing().exists() or not waiting().exists():
        return 0
    with transaction.atomic():
        list(ChatDuty.objects.standing().select_for_update().order_by("pk").values_list("pk"))
        there, given = {one.person: one for one in ready()}, 0
        for ticket in waiting().select_related("account", "customer")[:AT_A_TIME]:
            one = choose(wanted(ticket), there.values())
            if one is None:
                continue
            assign(ticket=ticket, by=None, at=at, to=Person.objects.get(pk=one.person))
            there[one.person] = replace(one, chats=one.chats + 1)
            given += 1
        if given:
            tell_those_who_wait()
    return given


def tell_those_who_wait() -> None:
    """They are further ahead now."""
    refs = [f"ticket:{pk}" for pk in waiting().values_list("pk", flat=True)[:AT_A_TIME]]
    for session in ChatSession.objects.open().filter(ref__in=refs):
        nudges.changed(session)


def take_back_unseen(*, at: datetime) -> int:
    """Given by the house, and not looked at in time: whoever has it isn't there. It goes to somebody else, and nothing
    more comes to them until they take chats again."""
    given = Assignment.objects.standing().filter(
        by=None, at__lte=at - PATIENCE, ticket__in=in_chat().filter(state=State.OPEN)
    )
    back = 0
    for row in given.select_related("ticket", "person").order_by("at")[:AT_A_TIME]:
        seen = Seen.objects.filter(person=row.person, ticket=row.ticket, at__gte=row.at).exists()
        if not seen and not answered(row.ticket, row):
            end_chat_duty(person=row.person, by=None, at=at)
            unassign(ticket=row.ticket, by=None, at=at)
            back += 1
    return back


def answered(ticket: Ticket, row: Assignment) -> bool:
    return Message.objects.filter(ticket=ticket, kind=MessageKind.REPLY, author=row.person, at__gte=row.at).exists()
