"""Put what a pack says about coaching in force. The revision itself is the row; nothing else is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from whiteglove.ground.events.actions import record
from whiteglove.ground.packs.models import Revision


def take_in(content: Mapping[str, Any], revision: Revision, by: int | None, at: datetime) -> list[str]:
    record("coaching.loaded", subject=revision, by=by, at=at, facts={"revision": revision.pk}, audience="admin")
    count = len(content["conversations"])
    return [f"{count} kind{'s' * (count != 1)} of coaching conversations, {len(content['skills'])} skills."]
