"""Simulated customers served well, each once: what a run came to is its player's own."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from whiteglove.learning.careers.framework import EVERY, Indicator
from whiteglove.learning.careers.levels import count
from whiteglove.learning.practice.models import Run

from .asked import Asked, Told

NOBODY: frozenset[tuple[str, str]] = frozenset()


def practice(asked: Asked, indicators: list[Indicator]) -> Told:
    """Nothing for a reader who isn't the player. One statement."""
    if asked.reader is not None:
        return {}
    passed = runs(asked, indicators[0].within)
    served: dict[int, set[tuple[str, str]]] = {}
    for person, scenario, medium in passed.order_by().values_list("person", "scenario", "medium").distinct():
        served.setdefault(person, set()).add((scenario, medium))
    return {one: {person: count(customers(one, served.get(person, NOBODY))) for person in asked.people}
            for one in indicators}  # fmt: skip


def runs(asked: Asked, within: int) -> QuerySet[Run]:
    """Those that went well."""
    return Run.objects.ended().whole().filter(
        person__in=asked.people, passed=True, ended_at__gte=asked.since(within), ended_at__lte=asked.at
    )  # fmt: skip


def customers(one: Indicator, served: Collection[tuple[str, str]]) -> int:
    """How many different ones of these, given as (customer, medium), an indicator counts."""
    only = dict(one.narrow).get("as")
    return len({name for name, medium in served if only in (None, medium) and (EVERY in one.of or name in one.of)})
