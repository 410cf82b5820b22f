"""Who is there to take the chats of a desk, and how many wait: told to its visitors' pages."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from whiteglove.service.channels.chat import staffing
from whiteglove.service.channels.models import Account, ChatSession

from .models import ChatDuty, State, Ticket

# A team in which nobody has taken chats for so long works from the queue: there nobody can tell who is at work.
USED = timedelta(days=7)


def waiting(account: Account) -> int:
    ref = Concat(Value("ticket:"), Cast(OuterRef("pk"), CharField()))
    theirs = Ticket.objects.filter(account=account, team=account.team_id, state=State.OPEN, assignee=None)
    return theirs.filter(Exists(ChatSession.objects.open().filter(ref=ref))).count()


def is_there(account: Account, at: datetime) -> bool:
    """Whether somebody takes chats who may take those of this desk. Who takes some and has gone is found out by the
    first one they are given (see route_chats)."""
    duties = duties_for(account)
    if any(duty.person.at_the_desk for duty in duties.standing().select_related("person")):
        return True
    return not duties.filter(ended_at__gte=at - USED).exists()


def duties_for(account: Account) -> QuerySet[ChatDuty]:
    skill = account.settings.get("skill")
    found = ChatDuty.objects.filter(person__memberships__team=account.team_id) if account.team_id else ChatDuty.objects
    return found.filter(person__skills__skill__name=skill) if skill else found.all()


staffing.register(staffing.Staffing(waiting, is_there))
