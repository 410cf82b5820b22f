"""Whether an answer bot attends to a desk's visitors: the room that has one registers how to ask it."""

from collections.abc import Callable
from datetime import datetime

from whiteglove.service.channels.models import Account

_bot_of: Callable[[Account, datetime, bool], str] = lambda account, at, vouched: ""  # noqa: E731


def register(bot_of: Callable[[Account, datetime, bool], str]) -> None:
    global _bot_of
    _bot_of = bot_of


def bot_of(account: Account, at: datetime, vouched: bool = False) -> str:
    """Its name, "" where none attends. `vouched`: the site says who the visitor is."""
    return _bot_of(account, at, vouched)
