"""What this room does again and again: keep the outbox small."""

from datetime import datetime, timedelta

from whiteglove.ground.events import outbox, worker
from whiteglove.ground.events.registry import every

KEPT = timedelta(days=14)


@every(seconds=600, name="events.tidy")
def tidy(at: datetime) -> None:
    """Forget deliveries done two weeks ago, a few thousand at a time, and workers silent for a day."""
    while outbox.prune(at - KEPT) >= outbox.PRUNED_AT_ONCE:
        continue
    worker.forget_dead(at)
