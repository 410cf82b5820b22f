"""Remind both of a conversation the day before, and whoever agreed to do something when its day has come."""

from datetime import datetime

from django.db import transaction

from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.models import Agreed, Talk

from .changing import tell


def remind_due(*, at: datetime) -> int:
    """Records who is to be reminded; the letters follow from it. Each is reminded once."""
    programme = queries.programme()
    if programme is None:
        return 0
    talks = [one for one in Talk.objects.to_remind(at, at + programme.remind) if _remind(one, at)]
    rows = Agreed.objects.to_remind(at.date()).filter(owner__is_active=True).select_related("talk")
    return len(talks) + sum(_remind_of(one, at) for one in rows[:500])


def _remind(talk: Talk, at: datetime) -> bool:
    with transaction.atomic():
        if not Talk.objects.planned().filter(pk=talk.pk, reminded_at__isnull=True).update(reminded_at=at):
            return False
        tell("talk.reminded", talk, None, at, planned_for=talk.planned_for)
    return True


def _remind_of(one: Agreed, at: datetime) -> bool:
    with transaction.atomic():
        if not Agreed.objects.open().filter(pk=one.pk, reminded_at__isnull=True).update(reminded_at=at):
            return False
        tell("action.reminded", one.talk, None, at, action=one.pk, owner=one.owner_id)
    return True
