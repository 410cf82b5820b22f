"""The `surveys` part of a pack being loaded."""

from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    """Nothing to copy: what is asked is read from the revision in force, and each survey keeps its own."""
    on = [one["name"] for one in content.values() if one["asked"]]
    return [f"Surveys: {', '.join(on) or 'none'} asked, of {len(content)}."]
