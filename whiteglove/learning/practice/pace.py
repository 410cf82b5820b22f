"""How long a simulated customer takes, and how fast their clock runs. Pure.

Nobody wants to wait a night for a practice mail: there an hour passes in a minute. A chat or a call takes its own time.
"""

from datetime import datetime, timedelta

from .engine.case import CHAT, EMAIL, PHONE, SOCIAL
from .engine.words import choose

SPEED = {CHAT: 1, PHONE: 1, EMAIL: 60, SOCIAL: 30}
# Seconds of ours until they answer: they read it, think, and write.
ANSWERS = {CHAT: range(3, 7), PHONE: range(1, 3), EMAIL: range(12, 22), SOCIAL: range(6, 12)}


def answers_in(medium: str, seed: int, turn: int) -> timedelta:
    """From our last word on; the same for the same run."""
    return timedelta(seconds=choose(ANSWERS[medium], "pace", seed, turn))


def clock_of(medium: str, began: datetime, now: datetime) -> datetime:
    """What time it is for the customer."""
    return began + max(timedelta(), now - began) * SPEED[medium]


def waited(medium: str, since: datetime, until: datetime) -> int:
    """Seconds of theirs between their last word and ours."""
    return int(max(timedelta(), until - since).total_seconds() * SPEED[medium])
