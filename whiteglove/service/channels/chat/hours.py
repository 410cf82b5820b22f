"""When a chat desk is open: a higher room that knows calendars registers how to ask it, so channels never import it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from whiteglove.service.channels.models import Account


class Hours(NamedTuple):
    """`choices()` are (id, name) of the calendars there are; `is_open(id, at)` is true for one that is gone."""

    choices: Callable[[], Iterable[tuple[int, str]]]
    is_open: Callable[[int, datetime], bool]


_hours = Hours(lambda: (), lambda calendar, at: True)


def register(hours: Hours) -> None:
    global _hours
    _hours = hours


def choices() -> list[tuple[int, str]]:
    return list(_hours.choices())


def is_open(account: Account, at: datetime) -> bool:
    """Always, for a desk without a calendar."""
    calendar = account.settings.get("calendar")
    return not calendar or _hours.is_open(int(calendar), at)
