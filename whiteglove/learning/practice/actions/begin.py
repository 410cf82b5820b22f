"""Begin to serve a simulated customer, from the start or from a turn of an earlier run."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.practice import queries
from whiteglove.learning.practice.engine.words import choose
from whiteglove.learning.practice.errors import Refused
from whiteglove.learning.practice.keeping import replayed
from whiteglove.learning.practice.models import Medium, Run

from .changing import tell

SEEDS = range(1, 1_000_000)
TWICE = timedelta(seconds=20)  # a run that nobody has touched so long after it began is the one they mean


def begin_run(
    *,
    by: Person,
    at: datetime,
    scenario: str = "",
    medium: str = "",
    seed: int | None = None,
    parent: Run | None = None,
    from_turn: int | None = None,
    anew: bool = False,
) -> Run:
    """A new run of theirs. With `parent` the same customer again, from `from_turn` on: what was said before it stays.

    Pressed twice it is begun once; and whoever is in the middle of it goes on there, so that nobody tries out as many
    as they like and ends the best; unless `anew`, for a room that has customers come by themselves. Raises Refused for
    a scenario or medium there isn't.
    """
    require(by, "practice.play")
    about = _again(parent, from_turn or 1, by, medium) if parent else _anew(scenario, medium, seed, by, at)
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
        known = {key: value for key, value in about.items() if key != "inputs" and (key != "seed" or seed or parent)}
        if found := _just_begun(by, at, known, len(about["inputs"])):
            return found
        if not (seed or parent or anew) and (found := _under_way(by, about)):
            return found
        run = Run(person=by, began_at=at, **about)
        state = queries.replayed(run).state
        run.turns, run.mood, run.patience = len(run.inputs), state.mood, state.patience
        run.save()
        tell("practice.begun", run, by, at, scenario=run.scenario, medium=run.medium)
    return run


def _just_begun(by: Person, at: datetime, known: Mapping[str, Any], turns: int) -> Run | None:
    near = Run.objects.of(by).open().filter(**known, turns=turns, began_at__range=(at - TWICE, at))
    return near.order_by("-id").first()


def _under_way(by: Person, about: Mapping[str, Any]) -> Run | None:
    """The one in which they have said something already, with the same customer by the same channel."""
    same = {name: about[name] for name in ("scenario", "medium")}
    return Run.objects.of(by).open().whole().filter(**same, turns__gt=0).order_by("-id").first()


def _anew(scenario: str, medium: str, seed: int | None, by: Person, at: datetime) -> dict[str, Any]:
    ruling = queries.in_force()
    if ruling is None or scenario not in ruling[1]:
        raise Refused("There is no such customer any more. Choose another.")
    revision, scenarios = ruling
    chosen = medium or scenarios[scenario].get("as", Medium.CHAT)
    if chosen not in Medium.values:
        raise Refused("Choose chat, email, phone or social.")
    if seed is not None and seed not in SEEDS:
        raise Refused("The seed is a number from 1 to 999,999.")
    drawn = seed or choose(SEEDS, by.pk, scenario, at.isoformat())
    return {"scenario": scenario, "revision_id": revision[0], "seed": drawn, "medium": chosen, "parent": None,
            "from_turn": None, "inputs": []}  # fmt: skip


def _again(parent: Run, from_turn: int, by: Person, medium: str) -> dict[str, Any]:
    before = get_object_or_404(Run.objects.of(by), pk=parent.pk)
    if before.is_open:  # else it could be tried out in a copy, and its good play read, before it is played
        raise Refused("It isn't over yet: end it first, then play it again from any turn.")
    if not 1 <= from_turn <= max(1, before.turns):
        raise Refused("There is no such turn in it.")
    if before.forgotten_at and from_turn > 1:
        raise Refused("What was said in it isn't kept any more. Meet them anew.")
    if medium and medium != before.medium and from_turn > 1:
        raise Refused("In the middle of it the channel can't change. Begin anew for another.")
    inputs = [{key: value for key, value in one.items() if key != "key"} for one in before.inputs[: from_turn - 1]]
    about = {"scenario": before.scenario, "revision_id": before.revision_id, "seed": before.seed, "parent": before,
             "medium": medium or before.medium, "from_turn": from_turn, "inputs": inputs}  # fmt: skip
    if replayed(_case(about), inputs).state.is_over:
        raise Refused("It was over by then. Choose an earlier turn.")
    return about


def _case(about: Mapping[str, Any]):
    return queries.case_in(packs.known(about["revision_id"]), about["scenario"], about["seed"], about["medium"])
