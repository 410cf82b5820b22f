"""What has to stand on the desk after a tool lab, against what stands there. Pure.

`facts`: {what: its values}, such as {"note": ["…"], "priority": ["high"], "refund": ["49.90"]}.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whiteglove.ground.lib.words import fold

Facts = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Checked:
    id: str
    says: str
    met: bool


def checked(reach: Iterable[Mapping[str, Any]], facts: Facts) -> list[Checked]:
    return [Checked(one["id"], one["says"], is_met(one, facts.get(one["fact"], ()))) for one in reach]


def score_of(found: Sequence[Checked]) -> int:
    return round(100 * sum(one.met for one in found) / len(found)) if found else 0


def is_met(one: Mapping[str, Any], values: Sequence[str]) -> bool:
    fitting = [value for value in values if _fits(one, fold(value))]
    if one.get("none"):
        return not fitting
    return len(fitting) >= one.get("least", 1)


def _fits(one: Mapping[str, Any], value: str) -> bool:
    if "is" in one and value.strip() != fold(one["is"]).strip():
        return False
    return all(any(fold(word) in value for word in group) for group in one.get("words", ()))


def facts_of_deeds(deeds: Iterable[tuple[str, str]], replies: Iterable[str] = ()) -> dict[str, list[str]]:
    """Of a run: what was done, and what was said to the customer as `reply`."""
    found: dict[str, list[str]] = {}
    for do, value in deeds:
        found.setdefault(do, []).append(value)
    said = [one for one in replies if one.strip()]
    return found | ({"reply": said} if said else {})
