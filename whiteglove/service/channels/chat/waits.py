"""How long a visitor is likely to wait for our first words: from how long the last ones really did."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from whiteglove.service.channels.models import Account, ChatLine, ChatSession

LAST = 40
LEAST = 5
RECENT = timedelta(hours=24)
REMEMBERED = 20  # seconds for which each process keeps what it read


class Past(NamedTuple):
    """A chat of before: when it was asked for, and when we answered or its visitor left; None: neither yet."""

    asked: datetime
    answered: datetime | None = None
    left: datetime | None = None

    @property
    def over(self) -> datetime | None:
        return min(filter(None, (self.answered, self.left)), default=None)

    @property
    def wait(self) -> float | None:
        """Seconds; None where nobody answered as long as they were there."""
        return (self.answered - self.asked).total_seconds() if self.answered and self.answered == self.over else None


def expected(past: Sequence[Past], place: int, waited: timedelta = timedelta(0)) -> int | None:
    """In how many minutes, rounded up, somebody at this place of the queue is answered; 0 is less than one. Pure.

    Each real wait is shared among the places its visitor had before them, the median of that is what one place costs.
    None with too few numbers, or for somebody who has waited longer than all of those: then they are no guide.
    """
    waits = [(one.wait, place_of(one, past)) for one in past if one.wait is not None]
    if len(waits) < LEAST or place < 1 or waited.total_seconds() > max(wait for wait, _ in waits):
        return None
    seconds = place * median(wait / its for wait, its in waits)
    return ceil(seconds / 60) if seconds >= 60 else 0


def place_of(one: Past, past: Sequence[Past]) -> int:
    """Where they stood when they came: 1 is next."""
    return 1 + sum(other.asked < one.asked and (other.over is None or other.over > one.asked) for other in past)


def minutes(account: Account, place: int, at: datetime, since: datetime | None = None) -> int | None:
    """For the visitors of this desk, by its team; `since` when they asked, None before they did."""
    return expected(lately(account, at), place, at - since if since else timedelta(0)) if place else None


def lately(account: Account, at: datetime) -> list[Past]:
    """The team's last chats: one statement in `REMEMBERED` seconds, however many visitors ask."""
    key = f"chat.waits.{f'team.{account.team_id}' if account.team_id else account.pk}"
    found = cache.get(key)
    if found is None:
        found = read(account, at)
        cache.set(key, found, REMEMBERED)
    return found


def read(account: Account, at: datetime) -> list[Past]:
    mine = {"visitor__account__team": account.team_id} if account.team_id else {"visitor__account": account}
    by_people = ChatLine.objects.filter(session=OuterRef("pk"), side=ChatLine.Side.DESK, automatic=False)
    by_bots = ChatLine.objects.filter(session=OuterRef("pk"), automatic=True)
    rows = ChatSession.objects.filter(**mine, opened_at__range=(at - RECENT, at)).order_by("-opened_at", "-pk")
    # Those that only a bot has answered waited for nobody.
    rows = rows.filter(bot="").exclude(Exists(by_bots), people_at=None)
    answered = Subquery(by_people.order_by("number").values("at")[:1])
    since = Coalesce("people_at", "opened_at")
    told = rows.annotate(since=since, answered=answered).values_list("since", "answered", "ended_at")
    return [Past(*row) for row in told[:LAST]]
