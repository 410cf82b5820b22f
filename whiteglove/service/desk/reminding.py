"""When somebody is reminded of a promise: early enough to keep it. Pure."""

from datetime import datetime, timedelta

LEAD = timedelta(hours=1)


def remind_at(due_at: datetime | None, now: datetime) -> datetime | None:
    """An hour before it is due; of a shorter while, its last quarter. None where nothing is due."""
    if due_at is None:
        return None
    return due_at - min(LEAD, max(due_at - now, timedelta()) / 4)
