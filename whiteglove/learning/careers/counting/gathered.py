"""What each of several people is counted for, by capability and indicator."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from whiteglove.learning.careers.framework import CARD, MADE, METRIC, PRACTICE, TEST, Framework, Indicator
from whiteglove.learning.careers.levels import NOTHING, Counted

from .asked import Asked, Told
from .made import made
from .metrics import metrics
from .practice import practice
from .quizzes import quizzes
from .reviews import reviews

NOBODY: dict[int, Counted] = {}
SOURCES: dict[str, Callable[[Asked, list[Indicator]], Told]] = {
    METRIC: metrics, CARD: reviews, PRACTICE: practice, MADE: made, TEST: quizzes,
}  # fmt: skip


def counted(found: Framework, asked: Asked) -> dict[int, dict[str, dict[str, Counted]]]:
    """{person: {capability: {indicator: what was counted}}}."""
    # Indicators of several capabilities may count the same: it is counted once.
    wanted = {key_of(one): one for each in found.capabilities.values() for one in each.indicators}
    told: Told = {}
    for source, count in SOURCES.items():
        for same in alike(one for one in wanted.values() if one.source == source):
            told |= count(asked, same)
    places = [(each.id, [(one.id, wanted[key_of(one)]) for one in each.indicators])
              for each in found.capabilities.values()]  # fmt: skip
    return {
        person: {id: {name: told.get(one, NOBODY).get(person, NOTHING) for name, one in own} for id, own in places}
        for person in asked.people
    }


def key_of(one: Indicator) -> tuple:
    return one.source, one.of, one.narrow, one.within


def alike(indicators: Iterable[Indicator]) -> Collection[list[Indicator]]:
    """Those that look equally far back, and metrics at the same part of the work: they are read together."""
    groups: dict[tuple, list[Indicator]] = {}
    for one in indicators:
        narrow = one.narrow if one.source == METRIC else ()
        groups.setdefault((narrow, one.within), []).append(one)
    return groups.values()
