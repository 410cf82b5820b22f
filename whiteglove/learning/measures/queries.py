"""What the pages show: cards, and the rows behind a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whiteglove.ground.lib.keyset import cursor_at, page_after, reached
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import may
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import Ticket
from whiteglove.service.sla.models import Target

from . import words
from .asking import CHANNELS, KINDS, NARROW, PRIORITIES, address_of
from .charts import SMALL, Chart, line
from .counting import counting
from .holding import days_holding
from .metrics import GROUPS, METRICS, PERSON, Metric, Shape, told
from .models import Fact, Progress
from .numbers import Asked, Series, board, broken_down, facts_of, facts_where
from .periods import Period
from .sight import OWN
from .sums import Figure

NEWEST = ("-day", "-at", "-id")  # as the indexes of facts run
BREAKDOWNS = {
    "person": "By person",
    "team": "By team",
    "channel": "By channel",
    "kind": "By kind",
    "priority": "By priority",
    "target": "By target",
}


@dataclass(frozen=True)
class Card:
    """A metric as a page shows it."""

    metric: Metric
    series: Series
    spark: Chart
    address: str
    over: bool = True

    @property
    def number(self) -> str:
        return words.figure_said(self.series.now)

    @property
    def counted_on(self) -> str:
        return words.counted_on(self.series.now)

    @property
    def reach(self) -> str:
        return words.reach(self.series.now)

    @property
    def change(self) -> words.Change | None:
        """None where a part of a month would be held against a whole one."""
        if self.metric.shape is Shape.COUNT and not self.over:
            return None
        return words.change(self.series.now, self.series.before)

    @property
    def halves(self) -> str:
        """What half and nine in ten didn't exceed."""
        one = self.series
        if one.half is None or one.most is None or not one.now.tells:
            return ""
        return f"half within {words.lasting(one.half)}, 9 in 10 within {words.lasting(one.most)}"


def points(series: Series) -> list[tuple[str, str, float | None, bool]]:
    return [
        (words.days(part), words.figure_said(one), one.value if one.value is not None else None, one.few)
        for part, one in series.pieces
    ]  # fmt: skip


def card(metric: Metric, series: Series, asked: Asked, aim: float | None = None) -> Card:
    return Card(
        metric,
        series,
        line(points(series), size=SMALL, aim=aim, bridge=True, most=metric.most),
        address_of(asked),
        asked.period.over,
    )


def cards(asked: Asked) -> list[tuple[str, list[Card]]]:
    """Every metric that is counted for them, in its groups."""
    found = board(asked, METRICS.values())
    groups: dict[str, list[Card]] = {}
    for key, series in found.items():
        groups.setdefault(METRICS[key].group, []).append(card(METRICS[key], series, asked))
    return [(says, groups[name]) for name, says in GROUPS.items() if name in groups]


@dataclass(frozen=True)
class Row:
    """A fact as a table, a file and a program show it. `ticket` only where its reader may open it."""

    fact: Fact
    ticket: Ticket | None
    customer: Customer | None
    person: str
    team: str
    counts: str
    scale: int = 1

    @property
    def channel(self) -> str:
        return CHANNELS.get(self.fact.channel, self.fact.channel)

    @property
    def kind(self) -> str:
        return KINDS.get(self.fact.kind, "") if self.fact.kind else ""

    @property
    def priority(self) -> str:
        return PRIORITIES.get(self.fact.priority, "")

    def plain(self) -> dict[str, Any]:
        one = self.fact
        return {
            "day": one.day.isoformat(), "at": one.at.isoformat(), "ticket": self.ticket.pk if self.ticket else None,
            "customer": self.customer.pk if self.customer else None, "person": self.person, "team": self.team,
            "channel": one.channel, "kind": one.kind, "priority": one.priority, "target": one.target,
            "counts": self.counts,
            "value": one.value / self.scale if one.value is not None and self.scale > 1 else one.value,
            "value_open_hours": one.business,
        }  # fmt: skip


def counts_as(metric: Metric, fact: Fact, period: Period, business: bool) -> str:
    """What a fact adds to the number: yes or no to a share, its time to a mean, one to a count."""
    match metric.shape:
        case Shape.MEAN:
            return words.said(metric, (fact.business if business and metric.in_hours else fact.value) / metric.scale)
        case Shape.COUNT | Shape.LEVEL:
            return "1"
        case Shape.KEPT:
            return "yes" if fact.until_day is None or fact.until_day > period.come else "no"
        case Shape.BALANCE:
            return "+1" if getattr(fact, metric.part) else "-1" if fact.lost else "0"
    return "yes" if getattr(fact, metric.part) else "no"


def rows(metric: Metric, asked: Asked, person: Person, after: str = "", size: int = 50) -> tuple[list[Row], str]:
    """A page of the facts a number counts, the newest first, and the cursor of the next. Each sort is walked along its
    index and they are merged, so that the first page of five million costs what that of fifty does."""
    upto = reached(Fact, NEWEST, after)
    days = days_holding(metric, asked, upto, size + 1)
    facts = facts_of(metric, asked, upto) if days is None else facts_where(metric, asked).filter(day__in=days)
    pages = [page_after(facts.filter(sort=sort), order=NEWEST, after=after, size=size) for sort in metric.sorts]
    found = [one for page in pages for one in page.rows]
    found.sort(key=lambda one: (one.day, one.at, one.pk), reverse=True)
    more = len(found) > size or any(page.cursor for page in pages)
    shown = found[:size]
    return dressed(metric, asked, person, shown), cursor_at(shown[-1], NEWEST) if more and shown else ""


def dressed(metric: Metric, asked: Asked, person: Person, facts: Sequence[Fact]) -> list[Row]:
    """With what a reader may see of each: at most four statements."""
    seen = Ticket.objects.visible_to(person).filter(pk__in=[one.ticket_id for one in facts if one.ticket_id])
    tickets = {one.pk: one for one in seen}
    customers = known_customers(metric, person, facts)
    nameless = not asked.scope.named and asked.scope.kind != PERSON
    people = {} if nameless else names(Person, {one.person for one in facts})
    if metric.private and nameless:
        tickets = {}
    teams = names(Team, {one.team for one in facts})
    return [
        Row(one, tickets.get(one.ticket_id), customers.get(one.source) if one.sort == "customer" else None,
            people.get(one.person, ""), teams.get(one.team, ""), counts_as(metric, one, asked.period, asked.business),
            metric.scale)
        for one in facts
    ]  # fmt: skip


def known_customers(metric: Metric, person: Person, facts: Sequence[Fact]) -> dict[int, Customer]:
    if metric.sorts != ("customer",) or not may(person, "customers.see"):
        return {}
    return Customer.objects.in_bulk([one.source for one in facts])


def names(model: type, keys: Iterable[int]) -> dict[int, str]:
    wanted = [key for key in keys if key]
    return dict(model.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def every_row(metric: Metric, asked: Asked, person: Person) -> Iterator[Row]:
    """All of them, a few hundred at a time."""
    after = ""
    while True:
        some, after = rows(metric, asked, person, after, size=200)
        yield from some
        if not after:
            return


@dataclass(frozen=True)
class Part:
    """One line of a breakdown; `address` asks for it alone, if that can be asked for."""

    name: str
    figure: Figure
    address: str = ""

    @property
    def number(self) -> str:
        return words.figure_said(self.figure)

    @property
    def counted_on(self) -> str:
        return words.counted_on(self.figure)

    @property
    def reach(self) -> str:
        return words.reach(self.figure)


def breakdowns(metric: Metric, asked: Asked, known: Iterable[str], asker: int) -> list[tuple[str, list[Part]]]:
    """By person, team, channel, kind, priority and target, as far as there is more than one and the reader may know.
    `known`: the scopes they may open, `asker`: their own number."""
    found = []
    for by, says in BREAKDOWNS.items():
        if (by == "person" and (asked.scope.kind == PERSON or not asked.scope.named)) or (
            by == "team" and not wide(asked)
        ):
            continue
        if by == "person" and PERSON not in metric.scopes:
            continue
        parts = [part_of(by, value, one, asked, set(known), asker) for value, one in broken_down(metric, asked, by)]
        if len(parts) > 1 or (by in ("person", "target") and any(one.name for one in parts)):
            found.append((says, named_parts(by, parts)))
    return found


def wide(asked: Asked) -> bool:
    return asked.scope.teams is None or len(asked.scope.teams) > 1


def part_of(by: str, value: Any, one: Figure, asked: Asked, known: set[str], asker: int) -> Part:
    name = OWN if by == "person" and value == asker else f"{by}-{value}"
    other = {"who": name} if name in known else {by: str(value)} if by in NARROW and value else {}
    return Part(str(value), one, address_of(asked, **other) if other else "")


def named_parts(by: str, parts: list[Part]) -> list[Part]:
    """With names for numbers. One statement."""
    if by in ("person", "team"):
        model = Person if by == "person" else Team
        known = {str(key): name for key, name in names(model, [int(one.name) for one in parts]).items()}
    elif by == "target":
        known = dict(Target.objects.order_by("pk").values_list("key", "says"))
    else:
        known = NARROW[by]
    nothing = {"team": "No team", "kind": "Not set"}.get(by, "–")
    return [
        replace(one, name=known.get(one.name) or (one.name if one.name not in ("0", "") else nothing)) for one in parts
    ]


def so_far() -> dict[str, Any] | None:
    """How far counting has come, while the past isn't counted yet; None once it is."""
    row = Progress.objects.first()
    if row is None or row.complete:
        return None if row else {"percent": 0}
    last = Ticket.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return {"percent": round(100 * (row.tickets if row.tickets is not None else last) / max(1, last))}


def meaning(metric: Metric) -> str:
    return told(metric.says, counting().numbers())


def final(metric: Metric) -> str:
    return told(metric.final, counting().numbers()) if metric.final else ""
