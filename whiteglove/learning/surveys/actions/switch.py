"""Ask, or ask no longer, whatever the pack says."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.surveys import queries
from whiteglove.learning.surveys.models import Switch


class NoSuchSurvey(LookupError):
    """The pack in force has no survey of that id."""


def switch(*, ask: str, on: bool, by: Person, at: datetime) -> Switch | None:
    """None if it was so already. Raises NoSuchSurvey."""
    require(by, "surveys.setup")
    with transaction.atomic():
        found = next((one for one in queries.asks_in_force() if one.id == ask), None)
        if found is None:
            raise NoSuchSurvey(ask)
        if found.on == on:
            return None
        made = Switch.objects.create(ask=ask, on=on, by=by, at=at)
        facts = {"ask": ask, "name": found.name, "on": "on" if on else "off"}
        record("survey.switched", subject=made, by=by, at=at, facts=facts, audience="staff")
    return made
