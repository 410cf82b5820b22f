"""Counting follows the log by itself: a few seconds behind, and no change waits for it."""

from datetime import datetime

from whiteglove.ground.events.registry import every

from .actions.follow import follow


@every(seconds=5, name="measures.follow")
def keep_counting(at: datetime) -> None:
    follow(at=at)
