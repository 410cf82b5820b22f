"""What every verb of this room does at its end: tell the one whom it concerns."""

from datetime import datetime

from django.db.models import Model

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person


def tell(name: str, subject: Model, person: int, by: Person | None, at: datetime, **facts: object) -> None:
    record(name, subject=subject, by=by, at=at, facts={"person": person, **facts}, audience=f"person:{person}")
