"""Put programmes of a pack in force. The revision itself is the row; nothing else is kept."""

from datetime import datetime
from typing import Any

from whiteglove.ground.events.actions import record
from whiteglove.ground.packs.models import Revision
from whiteglove.learning.academy.programme import MODULES


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    record("academy.loaded", subject=revision, by=by_id, at=at, facts={"revision": revision.pk}, audience="admin")
    modules = len(content.get(MODULES, {}))
    return [f"Programmes: {len(content) - (MODULES in content)}, with {modules} module{'s' * (modules != 1)}."]
