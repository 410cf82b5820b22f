"""This room owns the `awards` part of every pack. A cycle copies the categories it takes; nothing is written."""

from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision
from whiteglove.ground.packs.parts import register_part

from .schema import AWARDS, PART


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    return [f"Categories of awards: {len(content)}."]


register_part(PART, AWARDS, take_in)
