"""This room owns the `goals` part of every pack. Nothing is kept of it: what is in force is read from its revision."""

from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision
from whiteglove.ground.packs.parts import register_part
from whiteglove.ground.people.models import Team
from whiteglove.learning.standards import observers

from .counting import PART
from .metrics import METRICS
from .schema import GOALS, verify


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    return [f"{len(content['goals'])} goals are in force.", *lost(content["goals"])]


def lost(goals: list[dict[str, Any]]) -> list[str]:
    """A word for each goal of a team that isn't there."""
    named = {one["team"] for one in goals if "team" in one}
    gone = named - set(Team.objects.current().filter(name__in=named).values_list("name", flat=True)) if named else named
    says = "The goal “{id}” shows nowhere: no team is called {team}."
    return [says.format(**one) for one in goals if one.get("team") in gone]


register_part(PART, GOALS, take_in, verify)
observers.offer("metrics", lambda parts: {key: metric.name.lower() for key, metric in METRICS.items()})
