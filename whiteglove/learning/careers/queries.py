"""The framework in force, and how people stand in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.hierarchy import GIVEN_BY_LEADS
from whiteglove.ground.people.models import Person
from whiteglove.learning.practice.schema import PART as SCENARIOS

from .counting.asked import Asked
from .counting.gathered import counted
from .framework import PART, Framework, framework
from .levels import Standing, standing


def in_force() -> Framework | None:
    """None where no pack loaded has capabilities. One short statement."""
    revision = packs.ruling(PART)
    return _of(revision) if revision else None


@lru_cache(maxsize=8)
def _of(revision: packs.Known) -> Framework:
    return framework(packs.content(PART, revision))


def standings(
    found: Framework, people: Iterable[Person], at: datetime, reader: Person | None = None
) -> dict[int, dict[str, Standing]]:
    """{person: {capability: how they stand}}; `reader`: who reads it, where it isn't the person."""
    known = counted(found, Asked(tuple(one.pk for one in people), at, reader))
    return {
        person: {id: standing(one, numbers[id], by_others=reader is not None) for id, one in found.capabilities.items()}
        for person, numbers in known.items()
    }


def people_of(reader: Person) -> QuerySet:
    """Whom `reader` looks after, as the permit says it for one; administrators: everybody."""
    return Person.objects.visible_to(reader).active().filter(role__in=GIVEN_BY_LEADS).order_by("name", "pk")


def customers() -> dict[str, str]:
    """{scenario: its name} of simulated customers in force."""
    revision = packs.ruling(SCENARIOS)
    content: dict[str, Any] = packs.content(SCENARIOS, revision) if revision else {}
    return {id: one["name"] for id, one in content.items() if "name" in one}
