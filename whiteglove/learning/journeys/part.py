"""This room owns the `journeys` part of every pack. It is read from its revision, so there is nothing to write."""

from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision
from whiteglove.ground.packs.parts import register_part

from .names import advise
from .rules import PART
from .schema import JOURNEYS, verify


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    return [f"Journeys: {len(content)}."]


register_part(PART, JOURNEYS, take_in, verify, advise)
