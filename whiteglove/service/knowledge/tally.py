"""How often articles are opened, gathered in memory and written down together: opening a page writes nothing.

A process that is killed forgets what it hadn't written down; the counts say what is read most, not who was there.
"""

import threading
from collections import Counter
from datetime import date, datetime, timedelta

MOST, LONGEST = 200, timedelta(minutes=2)
_lock = threading.Lock()
_waiting: Counter[tuple[int, date]] = Counter()
_since: list[datetime] = []


def add(article: int, at: datetime) -> bool:
    """Whether it is time to write down what was gathered."""
    with _lock:
        _waiting[article, at.date()] += 1
        if not _since:
            _since.append(at)
        return _waiting.total() >= MOST or at - _since[0] >= LONGEST


def take() -> dict[tuple[int, date], int]:
    """{(article, day): how often} since it was last asked."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
        _since.clear()
    return taken
