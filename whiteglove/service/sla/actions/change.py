"""What every change here shares: asking whether one may, and telling that it happened."""

from datetime import datetime
from typing import Any

from django.db import models

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require

AUDIENCE = "staff"


def allow(by: Person | None) -> None:
    """`None` is the house itself, loading its standard. Raises PermissionDenied."""
    if by is not None:
        require(by, "sla.change")


def tell(name: str, subject: models.Model, by: Person | None, at: datetime, /, **facts: Any) -> Event:
    """Record the event in the change's transaction."""
    return record(name, subject=subject, by=by, at=at, facts=facts, audience=AUDIENCE)
