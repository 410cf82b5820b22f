"""What a lead reads of the bot: how talks ended, what it answered, what it missed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from whiteglove.ground.lib.keyset import Page, page_after
from whiteglove.ground.people.models import Person
from whiteglove.service.channels.models import Account
from whiteglove.service.desk.models import Ticket

from . import encoding, terms
from .grouping import grouped
from .models import Outcome, Settlement, Talk, Turn

LOOKED_AT = 400  # different questions that are put together; the newest
SIZE = 25
HELPED = {"yes": Q(helped=True), "no": Q(helped=False), "none": Q(helped=None)}


@dataclass(frozen=True)
class Asked:
    """Days from and to (both counted), and perhaps one desk."""

    first: date
    last: date
    desk: int | None = None

    @property
    def between(self) -> tuple[datetime, datetime]:
        zone = timezone.get_current_timezone()
        end = self.last + timedelta(days=1)
        return datetime.combine(self.first, time(), zone), datetime.combine(end, time(), zone)


@dataclass
class Sums:
    """Of one desk, or of all (`name` ""). `endings` {ending: talks}, `why` {reason: talks handed over}."""

    name: str = ""
    talks: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    helped: int = 0
    no: int = 0
    missed: int = 0

    @property
    def no_word(self) -> int:
        return self.answered - self.helped - self.no

    @property
    def running(self) -> int:
        return self.endings[""]


@dataclass(frozen=True)
class Group:
    """Turns that ask the same: `words` each once, `count` how often it was asked."""

    turns: list[Turn]

    @property
    def words(self) -> list[str]:
        return list(dict.fromkeys(one.question for one in self.turns))

    @property
    def count(self) -> int:
        return len(self.turns)

    @property
    def first(self) -> Turn:
        return self.turns[0]

    @property
    def numbers(self) -> str:
        return ",".join(str(one.pk) for one in self.turns)

    @property
    def last_at(self) -> datetime:
        return max(one.at for one in self.turns)


def talks(person: Person, asked: Asked) -> QuerySet[Talk]:
    start, end = asked.between
    mine = Talk.objects.filter(ticket__in=tickets(person), began_at__gte=start, began_at__lt=end)
    return mine.filter(account=asked.desk) if asked.desk else mine


def turns(person: Person, asked: Asked) -> QuerySet[Turn]:
    start, end = asked.between
    mine = Turn.objects.filter(ticket__in=tickets(person), at__gte=start, at__lt=end)
    return mine.filter(session__in=Talk.objects.filter(account=asked.desk).values("session")) if asked.desk else mine


def tickets(person: Person) -> QuerySet[Ticket]:
    return Ticket.objects.visible_to(person).order_by().values("pk")


def desks(person: Person) -> list[Account]:
    """Chat desks whose talks this person may see."""
    numbers = Talk.objects.filter(ticket__in=tickets(person)).order_by().values("account").distinct()
    return list(Account.objects.filter(pk__in=numbers).order_by("name", "pk").only("pk", "name"))


def sums(person: Person, asked: Asked) -> tuple[Sums, list[Sums]]:
    """(all, each desk). Three statements however many talks; an answer counts on its day, with its talk's desk."""
    names = {one.pk: one.name for one in desks(person)}
    whole, each = Sums(), {}

    def of(account: int | None) -> tuple[Sums, Sums]:
        return whole, each.setdefault(account, Sums(names.get(account, "A desk that is gone")))

    ended = talks(person, asked).order_by().values_list("account", "ending", "why").annotate(many=Count("pk"))
    for account, ending, why, many in ended:
        for one in of(account):
            one.talks += many
            one.endings[ending] += many
            one.why.update({why: many} if ending == Talk.Ending.HANDED_OVER and why else {})
    desk = Subquery(Talk.objects.filter(session=OuterRef("session")).values("account")[:1])
    said = turns(person, asked).annotate(desk=desk).order_by().values_list("desk", "outcome", "helped")
    for account, outcome, helped, many in said.annotate(many=Count("pk")):
        for one in of(account):
            count(one, outcome, helped, many)
    return whole, sorted(each.values(), key=lambda one: one.name)


def count(one: Sums, outcome: str, helped: bool | None, many: int) -> None:
    one.missed += many * (outcome == Outcome.MISSED)
    if outcome == Outcome.ANSWERED:
        one.answered += many
        one.helped += many * (helped is True)
        one.no += many * (helped is False)


def answered(person: Person, asked: Asked, *, helped: str = "", after: str = "") -> Page:
    rows = turns(person, asked).filter(HELPED.get(helped, Q()), outcome=Outcome.ANSWERED)
    return page_after(
        rows.select_related("article").prefetch_related("article__translations"),
        order=("-at", "-id"),
        after=after,
        size=SIZE,
    )


def unsettled(person: Person, asked: Asked) -> QuerySet[Turn]:
    """What nothing was found for, and answers that visitors said no to, until somebody saw to them."""
    missed = Q(outcome=Outcome.MISSED) | Q(outcome=Outcome.ANSWERED, helped=False)
    done = Settlement.objects.standing().filter(turns=OuterRef("pk"))
    return turns(person, asked).filter(missed, ~Exists(done)).exclude(question="")


def missed(person: Person, asked: Asked) -> list[Group]:
    """The most frequent first. Two statements; what is encoded is remembered."""
    rows = list(unsettled(person, asked).order_by("-at", "-id")[:LOOKED_AT])
    texts = [one.question for one in rows]
    signs = [signs_of(one.question, one.language) for one in rows]
    return [Group([rows[at] for at in places]) for places in grouped(texts, signs, remembered(texts))]


def signs_of(text: str, language: str) -> frozenset[str]:
    found = terms.terms(text, language or "en")
    stems = {one.stem for one in terms.telling(found, language or "en")}
    return terms.concepts(found, language or "en") | stems


def remembered(texts: list[str]) -> Any:
    """(n, 512) float32, or None without an encoder. Sentences that were asked before aren't encoded again."""
    if not texts or encoding.vectors(["."]) is None:
        return None
    return encoding.unpacked([encoded(text) for text in texts])


@lru_cache(maxsize=4000)
def encoded(text: str) -> bytes:
    made = encoding.vectors([text])
    return encoding.packed(made[0]) if made is not None else bytes(encoding.WIDTH)


def group_of(person: Person, numbers: list[int]) -> Group | None:
    """These turns, as far as this person sees their tickets; None where none is left."""
    rows = list(Turn.objects.filter(pk__in=numbers, ticket__in=tickets(person)).exclude(question="").order_by("-at"))
    return Group(rows) if rows else None


def settled(person: Person, *, after: str = "") -> Page:
    """Each with the questions in this person's sight; `.whole`: they see all of them, and may undo it."""
    mine = Turn.objects.filter(ticket__in=tickets(person))
    seen, others = mine.filter(settlements=OuterRef("pk")), Turn.objects.filter(settlements=OuterRef("pk"))
    rows = Settlement.objects.standing().filter(Exists(seen)).select_related("article", "by")
    rows = rows.annotate(whole=~Exists(others.exclude(ticket__in=tickets(person))))
    return page_after(
        rows.prefetch_related(Prefetch("turns", mine.order_by("-at")), "article__translations"),
        order=("-at", "-id"), after=after, size=SIZE,
    )  # fmt: skip


def may_undo(person: Person, settlement: Settlement) -> bool:
    """What concerns tickets that somebody doesn't see isn't theirs to take back."""
    return settlement.turns.exists() and not settlement.turns.exclude(ticket__in=tickets(person)).exists()
