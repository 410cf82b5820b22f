"""Set a goal in a conversation, and end it."""

from datetime import date, datetime

from django.db import transaction
from django.shortcuts import get_object_or_404

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching.goals import CHOICES, above, in_its_measure
from whiteglove.learning.coaching.models import OwnGoal, Talk
from whiteglove.service.desk.errors import Refused

from .agree import checked_day
from .changing import tell


def set_goal(*, talk: Talk, metric: str, number: float, until: date | None, by: Person, at: datetime) -> OwnGoal:
    """One of a metric at a time: another takes its place."""
    require(by, "coaching.talk", talk)
    if metric not in CHOICES:
        raise Refused("Choose one of the numbers that are counted for one person.")
    aim, day = in_its_measure(metric, number), checked_day(until, at)
    with transaction.atomic():
        Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
        for one in OwnGoal.objects.standing().filter(agent=talk.agent_id, metric=metric):
            _end(one, by, at)
        made = OwnGoal.objects.create(agent=talk.agent, talk=talk, metric=metric, above=above(metric), aim=aim,
                                      until=day, by=by, at=at)  # fmt: skip
        tell("goal.set", talk, by, at, goal=made.pk)
    return made


def end_goal(*, goal: OwnGoal, talk: Talk, by: Person, at: datetime) -> None:
    """Reached, or no longer wanted: said in `talk`, the one it was set in or a later one."""
    with transaction.atomic():
        row = _locked(goal, talk, by)
        if row.ended_at is None:
            _end(row, by, at)


def take_up_again(*, goal: OwnGoal, talk: Talk, by: Person, at: datetime) -> None:
    with transaction.atomic():
        row = _locked(goal, talk, by)
        others = OwnGoal.objects.standing().filter(agent=row.agent_id, metric=row.metric).exclude(pk=row.pk)
        if others.exists():
            raise Refused("Another goal has taken its place.")
        row.ended_at, row.ended_by = None, None
        row.save(update_fields=["ended_at", "ended_by"])
        tell("goal.set", talk, by, at, goal=row.pk)


def _locked(goal: OwnGoal, talk: Talk, by: Person) -> OwnGoal:
    require(by, "coaching.talk", talk)
    rows = OwnGoal.objects.select_for_update(of=("self",)).select_related("talk")
    return get_object_or_404(rows, pk=goal.pk, agent=talk.agent_id)


def _end(row: OwnGoal, by: Person, at: datetime) -> None:
    row.ended_at, row.ended_by = at, by
    row.save(update_fields=["ended_at", "ended_by"])
    tell("goal.ended", row.talk, by, at, goal=row.pk)
