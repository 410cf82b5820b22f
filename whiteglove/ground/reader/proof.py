"""Whether behaviours hold what their own files promise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from whiteglove.ground.reader.behaviour import Behaviour, BehaviourError, behaviours_from
from whiteglove.ground.reader.matcher import faults
from whiteglove.ground.reader.needs import Needs, read_needs
from whiteglove.ground.reader.reader import ALONE, Reader
from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Message

Problem = tuple[str, str, str]  # behaviour id, key, what is wrong


def problems_of(content: Mapping[str, Any], needs: Path | None = None) -> list[Problem]:
    """Everything wrong with the `behaviours` part of a pack: shapes, unknown names, patterns, failing tests.

    `needs`: where it is kept which words patterns need; without it they are worked out, in some seconds.
    """
    return list(_problems(json.dumps(content, sort_keys=True), needs))


# Behaviours that passed pass again: reading more than a thousand test sentences takes seconds.
@lru_cache(maxsize=4)
def _problems(content: str, needs: Path | None) -> tuple[Problem, ...]:
    try:
        behaviours = behaviours_from(json.loads(content))
    except BehaviourError as error:
        return tuple(error.problems)
    problems = (*_strangers(behaviours), *faults(behaviours))
    # Patterns that don't compile would fail every test besides.
    return problems or tuple(_failing(behaviours, read_needs(needs) if needs else {}))


def _strangers(behaviours: list[Behaviour]) -> Iterator[Problem]:
    known = {one.id for one in behaviours}
    for one in behaviours:
        for key in ("also", "overlaps"):
            for name in getattr(one, key):
                if name not in known:
                    yield one.id, key, f"no behaviour is called {name}."


def _failing(behaviours: list[Behaviour], needs: Needs) -> Iterator[Problem]:
    """Each test sentence, read by rules alone as the whole message of a side that can show the behaviour."""
    tests = [
        (one, f"tests.{key}[{place}]", sentence, wanted)
        for one in behaviours
        for key, sentences, wanted in (("hit", one.hits, True), ("miss", one.misses, False))
        for place, sentence in enumerate(sentences)
    ]
    messages = [Message(CUSTOMER if one.side == CUSTOMER else AGENT, sentence) for one, _, sentence, _ in tests]
    readings = Reader(behaviours, needs=needs).read_all((message, ALONE) for message in messages)
    for (one, key, sentence, wanted), reading in zip(tests, readings, strict=True):
        if reading.has(one.id) != wanted:
            says = "isn't found" if wanted else "is found, and shouldn't be"
            yield one.id, key, f"“{sentence}” {says}."
