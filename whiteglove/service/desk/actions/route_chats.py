"""Give chats that wait to those who take some, and take back what nobody looked at."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk.models import Assignment, ChatDuty, Draft, Handover, Message, Seen, State
from whiteglove.service.desk.routing import choose
from whiteglove.service.desk.waiting_chats import AT_A_TIME, given_away, in_chat, ready, skills_asked, waiting, wanted

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
        there, given, givers, asked = {one.person: one for one in ready()}, 0, given_away(), skills_asked()
        for ticket in waiting().select_related("account", "customer")[:AT_A_TIME]:
            one = choose(wanted(ticket, givers.get(ticket.pk), asked.get(ticket.pk, "")), there.values())
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
        if not is_there(row):
            end_chat_duty(person=row.person, by=None, at=at)
            unassign(ticket=row.ticket, by=None, at=at)
            back += 1
    if back:
        tell_those_who_wait()
    return back


def is_there(row: Assignment) -> bool:
    """Whether they have opened or begun to write anything since, or answered this one."""
    return (
        Seen.objects.filter(person=row.person, at__gte=row.at).exists()
        or Draft.objects.filter(person=row.person, changed_at__gte=row.at).exists()
        or Message.objects.filter(ticket=row.ticket, author=row.person, at__gte=row.at).exists()
    )
