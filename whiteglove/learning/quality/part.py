"""This room owns the `scorecards` part of every pack."""

from collections.abc import Mapping
from typing import Any

from whiteglove.ground.packs.parts import register_part
from whiteglove.learning.standards import observers

from .actions.load_scorecards import take_in
from .schema import Scorecards, verify
from .scorecard import PART


def items(parts: Mapping[str, Any]) -> dict[str, str] | None:
    """{id: name} of what the scorecards of this pack ask; None of one that has none."""
    if PART not in parts:
        return None
    sections = [one for card in parts[PART].values() for one in card.get("sections", ())]
    return {item["id"]: item["name"].lower() for section in sections for item in section["items"]}


register_part(PART, Scorecards(), take_in, verify)
observers.offer("scorecards", items)
