"""Whether a time is free. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta


def clashes(starts_at: datetime, minutes: int, taken: Iterable[tuple[datetime, int]]) -> bool:
    """Whether it overlaps one of `taken` (beginning, minutes). One that ends as the next begins leaves it free."""
    ends_at = starts_at + timedelta(minutes=minutes)
    return any(begins < ends_at and starts_at < begins + timedelta(minutes=long) for begins, long in taken)
