"""Decide otherwise than the pack says, and let the pack rule again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.closing.in_force import MODE, RULE
from whiteglove.learning.closing.models import Choice
from whiteglove.learning.closing.queries import in_force
from whiteglove.learning.closing.schema import MODES
from whiteglove.service.desk.errors import Refused


def decide(*, key: str, value: Any, by: Person, at: datetime) -> Choice:
    """`key`: "mode" with off, warn or block; "rule:<id>" with {"on", "after"}. Raises Refused for anything else."""
    require(by, "closing.decide")
    check(key, value)
    with transaction.atomic():
        Choice.objects.standing().select_for_update().filter(key=key).update(ended_at=at, ended_by=by)
        made = Choice.objects.create(key=key, value=value, by=by, at=at)
        record("closing.decided", subject=made, by=by, at=at, facts={"key": key, "value": value}, audience="staff")
    return made


def undecide(*, key: str, by: Person, at: datetime) -> None:
    """As the pack says again; twice is once."""
    require(by, "closing.decide")
    with transaction.atomic():
        row = Choice.objects.standing().select_for_update().filter(key=key).first()
        if row is None:
            return
        row.ended_at, row.ended_by = at, by
        row.save(update_fields=["ended_at", "ended_by"])
        record("closing.decided", subject=row, by=by, at=at, facts={"key": key, "value": None}, audience="staff")


def check(key: str, value: Any) -> None:
    closing = in_force()
    if closing is None:
        raise Refused("No pack with rules for closing is in force.")
    if key == MODE:
        if value not in MODES:
            raise Refused("Questions before solving are off, warn, or hold up.")
        return
    if key.removeprefix(RULE) not in {one.id for one in closing.rules} or not key.startswith(RULE):
        raise Refused("The pack in force has no such rule.")
    if set(value) != {"on", "after"} or not isinstance(value["on"], bool) or not 1 <= value["after"] <= 60:
        raise Refused("A follow-up comes after 1 to 60 days.")
