"""The `achievements` part of a pack being loaded."""

from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    """Nothing to copy: each certificate keeps the revision it was given by, and says all of it itself."""
    return [f"Certificates: {', '.join(one['name'] for one in content.values())}."]
