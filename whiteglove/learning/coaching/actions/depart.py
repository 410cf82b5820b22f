"""Somebody leaves, or no longer answers customers: nothing planned with them stays, their people get another lead."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person, Role
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.models import Agreed, OwnGoal, Pairing, Talk
from whiteglove.learning.coaching.models.agreed import AgreedState

from .changing import tell
from .pair import pair, unpair
from .talk import skip

GONE = "Access has ended, or the role changed"


def part(*, person: Person, at: datetime) -> None:
    """Idempotent: it looks at how things are, not at what happened."""
    if not person.is_active or person.role not in (Role.AGENT,):
        unpair(agent=person, at=at)
        for talk in Talk.objects.planned().filter(agent=person):
            skip(talk=talk, why=GONE, by=None, at=at)
    if not person.is_active or person.role != Role.LEAD:
        _give_away(person, at)
    if not person.is_active:
        _drop_actions(person, at)
        OwnGoal.objects.standing().filter(agent=person).update(ended_at=at)


def _give_away(lead: Person, at: datetime) -> None:
    """To another lead of each agent; where there is none, what is planned is skipped."""
    for one in Pairing.objects.standing().filter(lead=lead).select_related("agent"):
        others = [other for other in queries.leads_of(one.agent) if other.pk != lead.pk]
        if others:
            pair(agent=one.agent, lead=others[0], by=None, at=at)
        else:
            unpair(agent=one.agent, at=at)
    for talk in Talk.objects.planned().filter(lead=lead):
        skip(talk=talk, why=GONE, by=None, at=at)


def _drop_actions(person: Person, at: datetime) -> None:
    with transaction.atomic():
        for one in Agreed.objects.select_for_update(of=("self",)).open().filter(owner=person).select_related("talk"):
            one.state, one.ended_at = AgreedState.DROPPED, at
            one.save(update_fields=["state", "ended_at"])
            tell("action.dropped", one.talk, None, at, action=one.pk)
