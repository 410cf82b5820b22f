"""What becomes of pages that opened by themselves and said which link was followed. Pure.

A link in a mail is followed by its reader, and also by machines that look for viruses before the reader sees the mail.
Most machines run no script, and so say nothing. Those that do follow every link, one right after the other; a reader
follows one. So such a click is believed once it has stood alone for a while, and all of a burst are not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ALONE = timedelta(minutes=3)


@dataclass(frozen=True)
class Click:
    score: int
    at: datetime


def believed(clicks: Iterable[Click], at: datetime) -> Click | None:
    """The last click that no other score lies near; none while there might still be one."""
    known = list(clicks)
    alone = [one for one in known if at - one.at >= ALONE and not crowded(one, known)]
    return max(alone, key=lambda one: one.at, default=None)


def crowded(one: Click, clicks: Iterable[Click]) -> bool:
    """Whether another score was clicked shortly before it or after it."""
    return any(other.score != one.score and abs(other.at - one.at) < ALONE for other in clicks)
