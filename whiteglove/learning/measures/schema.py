"""The shape of a pack's `goals/` folder: `counting.yaml`, and `goals.yaml` with a line for each goal."""

from typing import Any

from whiteglove.ground.packs.schema import Duration, ListOf, Name, Number, Record, Tell, Text, Whole
from whiteglove.ground.packs.yamlmarks import Node

from .asking import NARROW
from .metrics import GOALS_MAY_NAME, METRICS

SIDES = ("above", "below")
SCOPES = ("person", "team", "house")
PERIODS = ("week", "month", "quarter")
GOAL = Record(
    {
        "id": Name(),
        "g?": Text(5, pattern=r"G\d{1,3}", example="G97"),
        "metric": Text(among=GOALS_MAY_NAME),
        "for": Text(among=SCOPES),
        "side": Text(among=SIDES),
        "number?": Number(-100, 1e6),
        "time?": Duration(),
        "hours?": Text(among=("opening", "calendar")),
        **{f"{name}?": Text(among=[key for key in known if key]) for name, known in NARROW.items()},
        "team?": Text(80),
        "period": Text(among=PERIODS),
        "says": Text(300),
    }
)
COUNTING = Record({"first_contact_days": Whole(1, 90), "silent_days": Whole(30, 1500), "fewest": Whole(3, 200)})
GOALS = Record({"counting": COUNTING, "goals": ListOf(GOAL, unique="id")})


def verify(content: dict[str, Any], node: Node, tell: Tell) -> None:
    """A goal names a number or a time, as its metric is; and nobody is given one that isn't counted for them."""
    entries = node.value["goals"].value if "goals" in node.value else []
    for goal, line in zip(content.get("goals", []), entries, strict=False):
        metric = METRICS.get(goal.get("metric", ""))
        if metric is None:
            continue
        if ("time" in goal) == ("number" in goal) or ("time" in goal) != metric.is_time:
            tell(line, "goals", f"{goal['id']}: give {'a time' if metric.is_time else 'a number'}, and only that.")
        if goal["for"] not in metric.scopes:
            tell(line, "goals", f"{goal['id']}: {metric.key} isn't counted for a {goal['for']}.")
        if not metric.plain and any(name in goal for name in NARROW):
            tell(line, "goals", f"{goal['id']}: {metric.key} isn't counted by {', '.join(NARROW)}.")
        if goal["for"] == "house" and "team" in goal:
            tell(line, "goals", f"{goal['id']}: a goal of the house names no team; write “for: team”.")
