"""Note what somebody is good at."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.actions.refusal import Refused, audience_of
from whiteglove.ground.people.models import Person, PersonSkill, Skill
from whiteglove.ground.people.policy import require


def set_skill(*, person: Person, name: str, level: int, by: Person, at: datetime) -> PersonSkill:
    """Give `person` a skill at `level` (1 learning, 2 solid, 3 expert); a new name makes a new skill."""
    require(by, "people.change", person)
    name = " ".join(name.split())
    if not name:
        raise Refused("Say which skill.")
    with transaction.atomic():
        skill = Skill.objects.filter(name__iexact=name).first() or Skill.objects.create(name=name)
        before = PersonSkill.objects.filter(person=person, skill=skill).values_list("level", flat=True).first()
        held, _ = PersonSkill.objects.update_or_create(person=person, skill=skill, defaults={"level": level})
        if before != level:
            facts = {"skill": skill.pk, "name": skill.name, "old": before, "new": level}
            record("person.skill_set", subject=person, by=by, at=at, facts=facts, audience=audience_of(person))
    return held


def remove_skill(*, person: Person, skill: Skill, by: Person, at: datetime) -> bool:
    """Take the skill away; False if they didn't have it. The fact keeps the level, so that undo can restore it."""
    require(by, "people.change", person)
    with transaction.atomic():
        held = PersonSkill.objects.filter(person=person, skill=skill)
        level = held.values_list("level", flat=True).first()
        if level is None:
            return False
        held.delete()
        facts = {"skill": skill.pk, "name": skill.name, "old": level}
        record("person.skill_removed", subject=person, by=by, at=at, facts=facts, audience=audience_of(person))
    return True
