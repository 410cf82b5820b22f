"""Take the playbooks of a pack in."""

from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    """They are read from the revision itself, so there is nothing to write."""
    return [f"Playbooks: {', '.join(one['name'].lower() for one in content.values())}."]
