"""From a time on the wall to an instant in UTC, and between instants and ticks.

A tick is one microsecond since 1970-01-01 00:00 UTC, an integer: the finest a `datetime` holds, so nothing is rounded.
An edge written in wall time means *the first instant at which the local clock reads that time or later*:
a time that comes twice (autumn) means its first coming, a time that is skipped (spring, or Samoa's
30 December 2011) means the moment of the jump. One edge is always one instant, so hours that touch on the
wall touch in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 -- wall times carry no zone on purpose


def ticks(at: datetime) -> int:
    """Ticks of an aware datetime in any zone. Raises ValueError when it is naive."""
    if at.tzinfo is None:
        raise ValueError(f"a clock needs a time with a zone, not {at.isoformat()}")
    gap = at - EPOCH
    return (gap.days * 86_400 + gap.seconds) * SECOND + gap.microseconds


def moment(tick: int) -> datetime:
    """The aware UTC datetime of a tick."""
    return EPOCH + timedelta(microseconds=tick)


def first_instant(wall: datetime, zone: tzinfo) -> int:
    """The tick at which the local clock of `zone` first reads the naive `wall` time or later."""
    before = wall.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
    after = wall.replace(tzinfo=zone, fold=1).utcoffset() or timedelta()
    if before >= after:
        return _whole(wall - before - _NAIVE_EPOCH)
    return _jump(wall, zone, wall - after, wall - before)


def _jump(wall: datetime, zone: tzinfo, early: datetime, late: datetime) -> int:
    """The clock skips `wall` somewhere in `(early, late]` UTC: halve the stretch until the second is found."""
    low, high = 0, int((late - early).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        local = (early + timedelta(seconds=middle)).replace(tzinfo=UTC).astimezone(zone)
        low, high = (low, middle) if local.replace(tzinfo=None) >= wall else (middle, high)
    return _whole(early - _NAIVE_EPOCH) + high * SECOND


def _whole(gap: timedelta) -> int:
    return (gap.days * 86_400 + gap.seconds) * SECOND + gap.microseconds
