"""When the next letter is due. Pure."""

from datetime import datetime, timedelta

EVERY = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}
HOUR = 7  # in the reader's own zone
MOST = 12  # topics in a letter


def next_due(digest: str, after: datetime) -> datetime:
    """The next morning after that (of a week: the next Monday's), in the zone of `after`."""
    day = after + timedelta(days=1) if after.hour >= HOUR else after
    if digest == "weekly":
        day += timedelta(days=-day.weekday() % 7)
    return day.replace(hour=HOUR, minute=0, second=0, microsecond=0)
