"""Tick a step by hand, and take the tick back."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.playbooks import queries
from whiteglove.learning.playbooks.models import HandTick, Play
from whiteglove.learning.playbooks.schema import steps_of
from whiteglove.service.desk.errors import Refused

from .ground import held_play, tell


def tick(*, play: Play, step: str, by: Person, at: datetime) -> HandTick:
    """It was done where nobody could see it. Twice is once."""
    with transaction.atomic():
        ticket, now = held_play(play, by)
        if step not in {one["id"] for one in steps_of(queries.playbook_of(now))}:
            raise Refused("This playbook has no such step.")
        if now.ended_at:
            raise Refused("This playbook was closed meanwhile. Open it again, then tick its steps.")
        made, new = HandTick.objects.standing().get_or_create(play=now, step=step, defaults={"by": by, "at": at})
        if new:
            tell("playbook.ticked", ticket, by, at, playbook=now.playbook, play=now.pk, step=step)
    return made


def untick(*, play: Play, step: str, by: Person, at: datetime) -> None:
    """It wasn't done after all, or by mistake. What ticks itself stays ticked."""
    with transaction.atomic():
        ticket, now = held_play(play, by)
        row = HandTick.objects.standing().filter(play=now, step=step).first()
        if row is None:
            return
        row.ended_at, row.ended_by = at, by
        row.save(update_fields=["ended_at", "ended_by"])
        tell("playbook.unticked", ticket, by, at, playbook=now.playbook, play=now.pk, step=step)
