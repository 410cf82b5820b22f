"""How far ahead a time may be set: to come, and near enough that a clock in any zone can say it. Pure."""

from datetime import datetime, timedelta

from whiteglove.service.desk.errors import Refused

FARTHEST = timedelta(days=3653)


def check(when: datetime, now: datetime) -> None:
    """Raises Refused for a time that has passed, or one more than ten years away."""
    if when <= now:
        raise Refused("Choose a time that is still to come.")
    if is_far(when, now):
        raise Refused("Choose a time within the next ten years.")


def is_far(when: datetime, now: datetime) -> bool:
    """Whether it is more than ten years away: beyond any plan, and near the year 9999 beyond some zones' clocks."""
    return when - now > FARTHEST
