"""Whether behaviours hold what their own files promise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whiteglove.ground.reader.behaviour import BehaviourError, behaviours_from

Problem = tuple[str, str, str]  # behaviour id, key, what is wrong


def problems_of(content: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong with the `behaviours` part of a pack: shapes, unknown names, patterns, failing tests."""
    try:
        behaviours_from(content)
    except BehaviourError as error:
        return error.problems
    return []
