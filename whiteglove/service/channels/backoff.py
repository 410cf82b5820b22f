"""How long to wait before the next try: pure arithmetic, in one place."""

from datetime import datetime, timedelta

# Filing depends on this house alone, so it gives up after about a day; mail servers may be away for longer
# (RFC 5321 4.5.4.1 asks for four to five days).
FILING = [timedelta(seconds=s) for s in (30, 120, 600, 1800, 7200, 21600, 43200)]
SENDING = [timedelta(seconds=s) for s in (60, 120, 300, 900, 1800, 3600, 7200, 14400)] + [timedelta(hours=8)] * 13
POLLING = [timedelta(seconds=s) for s in (30, 60, 120, 300, 900, 1800)]


def next_try(tries: int, at: datetime, steps: list[timedelta]) -> datetime | None:
    """When to try again after `tries` failures, or None: give up and show it to a person."""
    return at + steps[tries - 1] if 1 <= tries <= len(steps) else (at if tries < 1 else None)


def next_poll(tries: int, at: datetime) -> datetime:
    """Polling never gives up; it only becomes rarer."""
    return at + POLLING[min(max(tries, 1), len(POLLING)) - 1]
