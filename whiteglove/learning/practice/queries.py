"""Scenarios in force, runs as the engine sees them, and what pages show of them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching.queries import leads_of

from . import keeping
from .engine import play
from .engine.case import Case, case_of
from .engine.state import Run as Fold
from .models import Run, Shown
from .schema import PART, lines_of, scenarios_of


def in_force() -> tuple[packs.Known, Mapping[str, Any]] | None:
    """(revision, scenarios) to begin with now; None where no pack has any. One short statement."""
    revision = packs.ruling(PART)
    return (revision, scenarios_in(revision)) if revision else None


def scenarios_in(revision: packs.Known) -> Mapping[str, Any]:
    """{id: scenario} of a revision."""
    return scenarios_of(packs.content(PART, revision) or {})


@lru_cache(maxsize=512)
def case_in(revision: packs.Known, scenario: str, seed: int, medium: str) -> Case:
    """One customer as this revision has them. KeyError where it has no such scenario."""
    content = packs.content(PART, revision)
    one = content[scenario]
    return case_of(one, lines_of(content, one), seed=seed, channel=medium)


def case_of_run(run: Run) -> Case:
    """One short statement the first time."""
    return case_in(packs.known(run.revision_id), run.scenario, run.seed, run.medium)


def replayed(run: Run, upto: int | None = None) -> Fold:
    """The whole run from what is kept of it, or its first turns."""
    fold = keeping.replayed(case_of_run(run), run.inputs[:upto])
    return play.leave(fold) if upto is None and not run.is_open else fold


def ended_runs(person: Person, scenarios: Collection[str], since: datetime) -> list[Run]:
    """Theirs of these scenarios that ended since then and were played from the beginning, oldest first."""
    rows = Run.objects.of(person).ended().whole().filter(scenario__in=scenarios, ended_at__gte=since)
    return list(rows.order_by("ended_at", "id"))


def coaches_of(person: Person) -> list[Person]:
    """To whom somebody may show a run: active leads of their teams, but not themselves."""
    return leads_of(person)


def topics_of_coaches(run: Run) -> str:
    near = Shown.objects.standing().filter(run=run).values_list("coach", flat=True)
    return " ".join(f"person:{pk}" for pk in near)
