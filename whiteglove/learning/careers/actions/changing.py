"""What every verb of this room does: lock whom it is about, change, tell the two sides."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import models, transaction
from django.shortcuts import get_object_or_404

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.careers import queries
from whiteglove.learning.careers.framework import Capability, Framework
from whiteglove.service.desk.errors import Refused

LONGEST = 1000  # characters of what somebody says


@contextmanager
def about(person: Person, *, by: Person, at: datetime, permit: str) -> Iterator[Person]:
    """Whom it is about, locked: of each of them one thing at a time is changed."""
    require(by, permit, person)
    with transaction.atomic():
        yield Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def locked(row: models.Model) -> models.Model:
    """As it is now. After the person is locked, so that nobody waits in a circle."""
    return get_object_or_404(type(row), pk=row.pk)


def tell(name: str, row: models.Model, of: Person, by: Person, at: datetime, **facts: object) -> None:
    audience = [f"person:{pk}" for pk in {of.pk, by.pk}]
    record(name, subject=row, by=by, at=at, facts={"person": of.pk, **facts}, audience=audience)


def end(row: models.Model, at: datetime) -> bool:
    """Whether it stood until now."""
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        return True
    return False


def give_way(row: models.Model | None, at: datetime) -> None:
    """It no longer stands because something else is said. What took its place before was taken back: that brings it
    back no more."""
    if row:
        end(row, at)
        type(row).objects.filter(replaces=row).update(replaces=None)


def known(capability: str) -> tuple[Framework, Capability]:
    found = queries.in_force()
    if found is None or capability not in found.capabilities:
        raise Refused("The standard in force no longer has this capability.")
    return found, found.capabilities[capability]


def words(text: str, ask: str) -> str:
    """In one shape. Refused with `ask` where nothing was said."""
    said = " ".join(text.split())[:LONGEST]
    if not said:
        raise Refused(ask)
    return said
