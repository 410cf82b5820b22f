"""The numbers that the pack in force gives counting and goals."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.packs.models import Loading

PART = "goals"


@dataclass(frozen=True)
class Counting:
    """`fewest`: a share or mean of fewer isn't told."""

    first_contact_days: int = 7
    silent_days: int = 365
    fewest: int = 10

    def numbers(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def part_in_force() -> dict[str, Any]:
    """{"counting": {…}, "goals": […]} of the pack loaded last that has goals; {} without one. One short statement."""
    revision = packs.ruling(PART)
    return packs.content(PART, revision) if revision else {}


def counting() -> Counting:
    return Counting(**part_in_force().get("counting", {}))


def part_then(at: datetime) -> dict[str, Any]:
    """The part that was in force at an instant; before any was loaded, the first that ever was."""
    latest = packs.latest()
    history = _history(latest) if latest else ()
    known = [one for one in history if one[0] <= at] or history[:1]
    return packs.content(PART, known[-1][1:]) if known else {}


@lru_cache(maxsize=4)
def _history(latest: tuple) -> tuple[tuple[datetime, int, str], ...]:
    return tuple(Loading.objects.rulers(PART).reverse().values_list("at", "revision_id", "revision__hash"))
