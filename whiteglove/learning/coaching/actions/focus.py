"""Choose a skill to work on, and end it."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.models import Focus, Talk
from whiteglove.service.desk.errors import Refused

from .changing import tell


def choose_skill(*, talk: Talk, skill: str, by: Person, at: datetime) -> Focus:
    """Twice is once."""
    require(by, "coaching.talk", talk)
    programme = queries.programme()
    if programme is None or skill not in programme.skills:
        raise Refused("The pack in force knows no such skill any more.")
    with transaction.atomic():
        Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
        known = Focus.objects.standing().filter(agent=talk.agent, skill=skill).first()
        if known:
            return known
        made = Focus.objects.create(agent=talk.agent, skill=skill, talk=talk, by=by, at=at)
        tell("skill.chosen", talk, by, at, focus=made.pk, skill=skill)
    return made


def end_skill(*, focus: Focus, by: Person, at: datetime) -> None:
    require(by, "coaching.talk", focus.talk)
    with transaction.atomic():
        if Focus.objects.standing().filter(pk=focus.pk).update(ended_at=at, ended_by=by):
            tell("skill.ended", focus.talk, by, at, focus=focus.pk, skill=focus.skill)
