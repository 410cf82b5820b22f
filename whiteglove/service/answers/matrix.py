"""Which articles mean something near to a question: all vectors of passages and aliases in one table of bytes.

One in each process, made when it is first asked for and brought up to date when there are new rows: 26 MB for 50,000
passages. It knows no permission: whoever asks looks among what comes back for what the reader may read.
"""

import threading
import time
from array import array
from dataclasses import dataclass, field

import numpy as np
from django.db import connection
from django.db.models import Max

from .encoding import WIDTH
from .models import Alias, Passage

AT_ONCE = 4096
# Rows that another transaction wrote with a lower number may come to sight later than newer ones.
BEHIND = 500
# What was deleted since stays in the table for so many seconds; nobody finds it, but it takes room.
KEPT_FOR = 3600.0


@dataclass
class Table:
    """`rows` (n, 512) int8; `numbers` of the rows in the database, negative for aliases; the `articles` they are of."""

    rows: np.ndarray = field(default_factory=lambda: np.empty((0, WIDTH), np.int8))
    numbers: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    articles: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    seen: tuple[int, int] = (0, 0)
    made: float = 0.0

    def nearest(self, questions: np.ndarray, most: int) -> list[int]:
        """Articles of the `most` rows nearest to any of the questions (n, 512 float32), the nearest first."""
        if not len(self.rows):
            return []
        best = np.empty(len(self.rows), np.float32)
        for start in range(0, len(self.rows), AT_ONCE):
            part = self.rows[start : start + AT_ONCE].astype(np.float32)
            best[start : start + AT_ONCE] = (part @ questions.T).max(axis=1)
        most = min(most, len(best))
        top = np.argpartition(-best, most - 1)[:most]
        return list(dict.fromkeys(self.articles[top[np.argsort(-best[top], kind="stable")]].tolist()))


_lock = threading.Lock()
_tables: dict[str, Table] = {}


def current() -> Table:
    """Two short statements while nothing changes."""
    name = str(connection.settings_dict["NAME"])
    with _lock:
        table = _tables.get(name) or Table()
        seen = newest(Passage), newest(Alias)
        if time.monotonic() - table.made > KEPT_FOR or not _tables.get(name):
            table = loaded(Table(made=time.monotonic()), seen)
        elif seen != table.seen:
            table = loaded(table, seen)
        _tables[name] = table
        return table


def forget() -> None:
    """For tests and for who wants the room back."""
    with _lock:
        _tables.clear()


def newest(model: type) -> int:
    return model.objects.filter(vector__isnull=False).aggregate(n=Max("pk"))["n"] or 0


def loaded(table: Table, seen: tuple[int, int]) -> Table:
    """With the rows that came since. Those of passages that were written anew stay: they only name their article."""
    after = [max(0, one - BEHIND) for one in table.seen]
    numbers, articles, raw = array("q"), array("q"), bytearray()
    for model, sign, pk in ((Passage, 1, after[0]), (Alias, -1, after[1])):
        rows = model.objects.order_by("pk").filter(pk__gt=pk, vector__isnull=False)
        for number, article, vector in rows.values_list("pk", "article", "vector").iterator(AT_ONCE):
            numbers.append(sign * number)
            articles.append(article)
            raw += vector
    new = np.array(numbers, np.int64)
    kept = ~np.isin(table.numbers, new)
    return Table(
        np.concatenate([table.rows[kept], np.frombuffer(raw, np.int8).reshape(-1, WIDTH)]),
        np.concatenate([table.numbers[kept], new]),
        np.concatenate([table.articles[kept], np.array(articles, np.int64)]),
        seen,
        table.made,
    )
