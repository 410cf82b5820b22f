"""Take the scorecards of a pack in: they are read from the revision itself, so there is nothing to write."""

from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision
from whiteglove.learning.quality.schema import RULES


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    names = [card["name"] for key, card in content.items() if key != RULES]
    return [f"Scorecards: {', '.join(sorted(names)) or 'none'}."]
