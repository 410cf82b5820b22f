"""Who is there for a desk's visitors: the room that knows registers how to ask it, as with the hours."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.core.cache import cache

from whiteglove.service.channels.models import Account

REMEMBERED = 5  # seconds for which each process keeps what it was told


class Staffing(NamedTuple):
    """`waiting(account)`: how many chats nobody has taken. `is_there(account, at)`: whether anybody would take one."""

    waiting: Callable[[Account], int]
    is_there: Callable[[Account, datetime], bool]


_staffing = Staffing(lambda account: 0, lambda account, at: True)


def register(staffing: Staffing) -> None:
    global _staffing
    _staffing = staffing


def waiting(account: Account) -> int:
    return cache.get_or_set(f"chat.waiting.{account.pk}", lambda: _staffing.waiting(account), REMEMBERED)


def is_there(account: Account, at: datetime) -> bool:
    return cache.get_or_set(f"chat.there.{account.pk}", lambda: _staffing.is_there(account, at), REMEMBERED)
