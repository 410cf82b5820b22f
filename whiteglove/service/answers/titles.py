"""Which articles have a title about what is asked, in whatever words: {what it stands for: articles}, once a process.

As with matrix.py it knows no permission, and follows what is written by the number of the newest row.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Max

from . import terms
from .models import Passage

# So much a title loses for each thing it is about that wasn't asked.
BESIDE = 0.2
# Rows that another transaction wrote with a lower number may come to sight later than newer ones.
BEHIND = 500
_lock = threading.Lock()


@dataclass
class Titles:
    seen: int = 0
    about: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    many: dict[int, int] = field(default_factory=dict)

    def take(self, newest: int) -> None:
        """Titles that came since. A title that was changed keeps its old meanings too: it is only thought of."""
        rows = Passage.objects.filter(place=0, pk__gt=max(0, self.seen - BEHIND)).order_by("pk")
        for article, title, language in rows.values_list("article", "text", "translation__language").iterator(2000):
            meant = terms.concepts(terms.terms(title, language), language)
            self.many[article] = len(meant)
            for one in meant:
                self.about[one].add(article)
        self.seen = newest

    def nearest(self, concepts: Iterable[str], most: int) -> list[int]:
        """Articles that share most with what is asked, and are about little else. Titles may come meanwhile."""
        with _lock:
            shared = Counter(article for one in concepts for article in self.about.get(one, ()))
            worth = {article: many - BESIDE * self.many[article] for article, many in shared.items()}
        return sorted(worth, key=lambda article: (-worth[article], article))[:most]


_kept: dict[str, Titles] = {}


def current() -> Titles:
    """One short statement while nothing changes."""
    with _lock:
        titles = _kept.setdefault(str(connection.settings_dict["NAME"]), Titles())
        newest = Passage.objects.filter(place=0).aggregate(n=Max("pk"))["n"] or 0
        if newest != titles.seen:
            titles.take(newest)
        return titles


def forget() -> None:
    with _lock:
        _kept.clear()
