"""Whether behaviours hold what their own files promise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from whiteglove.ground.reader.behaviour import Behaviour, BehaviourError, behaviours_from
from whiteglove.ground.reader.matcher import faults
from whiteglove.ground.reader.reader import Reader
from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Message

Problem = tuple[str, str, str]  # behaviour id, key, what is wrong


def problems_of(content: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong with the `behaviours` part of a pack: shapes, unknown names, patterns, failing tests."""
    return list(_problems(json.dumps(content, sort_keys=True)))


# Behaviours that passed pass again: reading more than a thousand test sentences takes seconds.
@lru_cache(maxsize=4)
def _problems(content: str) -> tuple[Problem, ...]:
    try:
        behaviours = behaviours_from(json.loads(content))
    except BehaviourError as error:
        return tuple(error.problems)
    problems = (*_strangers(behaviours), *faults(behaviours))
    # Patterns that don't compile would fail every test besides.
    return problems or tuple(_failing(behaviours))


def _strangers(behaviours: list[Behaviour]) -> Iterator[Problem]:
    known = {one.id for one in behaviours}
    for one in behaviours:
        for key in ("also", "overlaps"):
            for name in getattr(one, key):
                if name not in known:
                    yield one.id, key, f"no behaviour is called {name}."


def _failing(behaviours: list[Behaviour]) -> Iterator[Problem]:
    """Each test sentence, read by rules alone as the whole message of a side that can show the behaviour."""
    reader = Reader(behaviours)
    for one in behaviours:
        side = CUSTOMER if one.side == CUSTOMER else AGENT
        for key, sentences, wanted in (("hit", one.hits, True), ("miss", one.misses, False)):
            for place, sentence in enumerate(sentences):
                if reader.read(Message(side, sentence)).has(one.id) != wanted:
                    says = "isn't found" if wanted else "is found, and shouldn't be"
                    yield one.id, f"tests.{key}[{place}]", f"“{sentence}” {says}."
