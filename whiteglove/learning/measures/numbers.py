"""From sums to numbers: one way in for cards, charts, tables, exports and programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models import Sum as Total

from .counting import Counting, counting
from .metrics import NARROWED_BY, Metric, Shape
from .models import ALL, ANY, COUNTERS, DAY, EVERYBODY, MONTH, Fact, Spread
from .models import Sum as Line
from .periods import DAY as ONE_DAY
from .periods import Period, end_of, shifted
from .sight import Scope
from .spread import within
from .sums import Figure, Sums, figure

PLAIN = {"channel", "kind", "target"}  # what lines of ALL don't tell apart
DIMENSIONS = ("person", "team", "channel", "kind", "priority", "target")
# Up to so many days are added up from days, more from months and the days around them.
DAYS = 100


@dataclass(frozen=True)
class Asked:
    """What somebody wants to know: whose, of which days, of which channel, kind and priority ("" for any), in which
    hours."""

    scope: Scope
    period: Period
    channel: str = ""
    kind: str = ""
    priority: str = ""
    business: bool = False

    def of(self, period: Period) -> Asked:
        return replace(self, period=period)

    @property
    def narrow(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in NARROWED_BY}

    @property
    def where(self) -> Q:
        """Which lines or facts, days, people and priorities apart: the same words for both."""
        found = Q()
        if self.scope.teams is not None:
            found &= Q(team__in=self.scope.teams)
        if self.channel:
            found &= Q(channel=self.channel)
        if self.kind:
            found &= Q(kind=self.kind)
        return found

    def lines(self, by: Iterable[str] = ()) -> Q:
        """Which lines: those of a person or everybody, of a priority or any; or of each, where that is asked."""
        person = EVERYBODY if self.scope.person is None else self.scope.person
        some = Q(person__gt=0) if self.scope.people is None else Q(person__in=self.scope.people)
        people = some if "person" in by else Q(person=person)
        if "priority" in by and not self.priority:
            return self.where & people & ~Q(priority__in=[ANY, ALL])
        part = any(self.narrow.values()) or not PLAIN.isdisjoint(by)
        return self.where & people & Q(priority=self.priority or (ANY if part else ALL))

    def fits(self, metric: Metric) -> bool:
        """Whether the metric is counted for them, and says something of what is chosen."""
        return self.scope.shows(metric) and (metric.plain or not any(self.narrow.values()))


Added = dict[tuple, Sums]


def added(asked: Asked, sorts: Iterable[str], *by: str) -> Added:
    """Sums of the period, by (*by, sort); `by` may name columns of a line, among them `day`."""
    found: Added = {}
    for lines in stretches(asked.period):
        add_to(found, Line.objects.filter(asked.lines(by), lines, sort__in=list(sorts)), by)
    return found


def add_to(found: Added, rows: QuerySet[Line], by: Iterable[str]) -> None:
    totals = rows.order_by().values(*by, "sort").annotate(**{f"of_{name}": Total(name) for name in COUNTERS})
    for row in totals:
        key = (*(row[name] for name in by), row["sort"])
        found.setdefault(key, Sums()).add(row[f"of_{name}"] for name in COUNTERS)


def months_of(person: int) -> Added:
    """All that was ever counted of one person, by (first of the month, sort). One statement."""
    found: Added = {}
    add_to(found, Line.objects.filter(unit=MONTH, person=person, priority=ALL), ["day"])
    return found


def stretches(period: Period) -> Iterator[Q]:
    """Whole months from the sums of months where that reads less, the rest from those of days."""
    if period.days <= DAYS:
        yield Q(unit=DAY, day__range=(period.first, period.last))
        return
    begins = period.first if period.first.day == 1 else shifted(period.first.replace(day=1), 1)
    ends = period.last if period.last == end_of("month", period.last) else period.last.replace(day=1) - ONE_DAY
    yield Q(unit=MONTH, day__range=(begins, ends))
    edges = [(period.first, begins - ONE_DAY), (ends + ONE_DAY, period.last)]
    for first, last in edges:
        if first <= last:
            yield Q(unit=DAY, day__range=(first, last))


def sums_of(metric: Metric, found: Added, *key: Any) -> Sums:
    total = Sums()
    for sort in metric.sorts:
        if one := found.get((*key, sort)):
            total.add(one.parts())
    return total


@dataclass(frozen=True)
class Series:
    """A figure, the one of the period before, and the pieces of the period with theirs. `half` and `most`: what half
    and nine in ten of the times didn't exceed."""

    now: Figure
    before: Figure | None = None
    pieces: tuple[tuple[Period, Figure], ...] = ()
    half: float | None = None
    most: float | None = None


def board(asked: Asked, metrics: Iterable[Metric]) -> dict[str, Series]:
    """Every number of a page: some six statements, whatever is asked for."""
    shown = [one for one in metrics if asked.fits(one)]
    numbers = counting()
    flows = [one for one in shown if one.shape not in (Shape.LEVEL, Shape.KEPT)]
    sorts = sorted({sort for one in flows for sort in one.sorts})
    days, past = added(asked, sorts, "day"), added(asked.of(asked.period.before()), sorts)
    parts = asked.period.pieces()
    found = {}
    for metric in flows:
        binned = bins(metric, days, parts)
        total = Sums()
        for one in binned:
            total.add(one.parts())
        told = [tell(metric, one, asked, numbers) for one in (total, sums_of(metric, past), *binned)]
        half, most = halves(metric, asked) if metric.is_time and total.timed else (None, None)
        found[metric.key] = Series(told[0], told[1], come(asked, zip(parts, told[2:], strict=True)), half, most)
    for metric in shown:
        if metric not in flows:
            found[metric.key] = standing(metric, asked, parts, numbers)
    return {one.key: found[one.key] for one in shown}


def come(asked: Asked, parts: Iterable[tuple[Period, Figure]]) -> tuple[tuple[Period, Figure], ...]:
    """Without what is still ahead, unless something counts there already, such as a promise kept before its day."""
    return tuple((part, one) for part, one in parts if part.first <= asked.period.come or one.whole)


def bins(metric: Metric, days: Added, parts: Sequence[Period]) -> list[Sums]:
    """The sums of each piece of a period."""
    found = [Sums() for _ in parts]
    for (day, sort), one in days.items():
        if sort in metric.sorts:
            place = next(n for n, part in enumerate(parts) if day <= part.last)
            found[place].add(one.parts())
    return found


def tell(metric: Metric, found: Sums, asked: Asked, numbers: Counting) -> Figure:
    return figure(metric, found, fewest=numbers.fewest, business=asked.business)


def standing(metric: Metric, asked: Asked, parts: Sequence[Period], numbers: Counting) -> Series:
    """Of what lasts: how much of it there was at the end of each piece, or how much of it lasted on."""
    shown = [one for one in parts if one.first <= asked.period.come] if metric.shape is Shape.LEVEL else []
    now, before, *told = lasting(metric, asked, [asked.period, asked.period.before(), *shown], numbers)
    return Series(now, before, tuple(zip(shown, told, strict=True)))


def lasting(metric: Metric, asked: Asked, periods: Sequence[Period], numbers: Counting) -> list[Figure]:
    """What lasted at the end of each of these, or through it; all of them read together."""
    if metric.shape is Shape.KEPT:
        levels = Levels(metric, asked, [one.first - ONE_DAY for one in periods])
        found = [kept(metric, asked.of(one), levels) for one in periods]
    else:
        levels = Levels(metric, asked, [one.last for one in periods])
        found = [levels.at(one.last) for one in periods]
    return [tell(metric, one, asked, numbers) for one in found]


class Levels:
    """How much had begun and ended by the end of some days, of all time before: whole months, and days of the last."""

    def __init__(self, metric: Metric, asked: Asked, days: Sequence[date]) -> None:
        within = {day.replace(day=1) for day in days if day != end_of("month", day)}
        self.months = self.read(metric, asked, Q(unit=MONTH, day__lte=max(days)))
        first, last = (min(within), end_of("month", max(within))) if within else (None, None)
        self.days = self.read(metric, asked, Q(unit=DAY, day__range=(first, last))) if within else []

    def read(self, metric: Metric, asked: Asked, lines: Q) -> list[tuple[date, int, int]]:
        rows = Line.objects.filter(asked.lines(), lines, sort__in=metric.sorts).order_by()
        return list(rows.values_list("day").annotate(begun=Total("n"), over=Total("ended")))

    def at(self, day: date) -> Sums:
        month, last = day.replace(day=1), day == end_of("month", day)
        found = [one for one in self.months if one[0] < month or (last and one[0] == month)]
        found += [] if last else [one for one in self.days if month <= one[0] <= day]
        return Sums(n=sum(begun for _, begun, _ in found), ended=sum(over for _, _, over in found))


def kept(metric: Metric, asked: Asked, levels: Levels) -> Sums:
    """Those there when the first day began, and how many of them when the last one ended."""
    period, had = asked.period, levels.at(asked.period.first - ONE_DAY)
    gone = facts_where(metric, asked).filter(day__lt=period.first, until_day__range=(period.first, period.come))
    return Sums(n=had.n - had.ended, met=had.n - had.ended - gone.count())


def facts_where(metric: Metric, asked: Asked) -> QuerySet:
    """Facts of the metric and of whoever is asked for, days apart."""
    rows = Fact.objects.live().filter(asked.where, sort__in=metric.sorts)
    if asked.scope.person is not None:
        rows = rows.filter(person=asked.scope.person)
    if asked.priority:
        rows = rows.filter(priority=asked.priority)
    return rows.filter(**{metric.among: 1}) if metric.among else rows


def facts_of(metric: Metric, asked: Asked, upto: date | None = None) -> QuerySet:
    """The facts that a number counts: adding them up by hand gives the number. `upto`: none of later days, for lists
    that go on from there. A database that is told two last days may walk from the later one."""
    rows, period = facts_where(metric, asked), asked.period
    last = min(period.last, upto or period.last)
    if metric.shape is Shape.LEVEL:
        return rows.filter(Q(until_day=None) | Q(until_day__gt=period.last), day__lte=last)
    if metric.shape is Shape.KEPT:
        return rows.filter(Q(until_day=None) | Q(until_day__gte=period.first), day__lt=period.first)
    return rows.between(period.first, last)


def by_hand(metric: Metric, rows: QuerySet, period: Period) -> Sums:
    """The sums of facts, one by one, with no help of any line: for tests, and for whoever doubts."""
    plain = [name for name in COUNTERS if name not in ("n", "ended")]
    got = rows.order_by().aggregate(n=Count("pk"), **{f"of_{name}": Total(name) for name in plain})
    total = Sums(n=got["n"], **{name: got[f"of_{name}"] or 0 for name in plain})
    if metric.shape is Shape.KEPT:
        total.met = rows.filter(Q(until_day=None) | Q(until_day__gt=period.come)).count()
    return total


def halves(metric: Metric, asked: Asked) -> tuple[float | None, float | None]:
    """What half and nine in ten of the times didn't exceed, in the metric's hours, to within 4.4 in 100."""
    hours = asked.business and metric.in_hours
    counts: dict[int, int] = {}
    months, days = whole_months(asked.period)
    column = "business_bucket" if hours else "bucket"
    found = (
        list(facts_where(metric, asked).filter(days).order_by().values_list(column).annotate(Count("pk")))
        if days
        else []
    )
    if months:
        rows = Spread.objects.filter(asked.lines(), months, sort__in=metric.sorts, hours=hours)
        found += rows.order_by().values_list("bucket").annotate(Total("n"))
    for bucket, many in found:
        if bucket is not None and many:
            counts[bucket] = counts.get(bucket, 0) + many
    return within(counts, 0.5), within(counts, 0.9)


def whole_months(period: Period) -> tuple[Q | None, Q | None]:
    """The months that lie within, and the days beside them."""
    begins = period.first if period.first.day == 1 else shifted(period.first.replace(day=1), 1)
    ends = period.last if period.last == end_of("month", period.last) else period.last.replace(day=1) - ONE_DAY
    if begins > ends:
        return None, Q(day__range=(period.first, period.last))
    edges = [(a, b) for a, b in ((period.first, begins - ONE_DAY), (ends + ONE_DAY, period.last)) if a <= b]
    days = None
    for edge in edges:
        days = Q(day__range=edge) | (days or Q(pk=None))
    return Q(day__range=(begins, ends)), days


def broken_down(metric: Metric, asked: Asked, by: str) -> list[tuple[Any, Figure]]:
    """The number for each person, team, channel, kind, priority or target: two statements at most."""
    numbers = counting()
    if metric.shape in (Shape.LEVEL, Shape.KEPT) or by not in DIMENSIONS:
        return []
    found: dict[Any, Sums] = {}
    for (value, _), one in added(asked, metric.sorts, by).items():
        found.setdefault(value, Sums()).add(one.parts())
    told = [(value, tell(metric, one, asked, numbers)) for value, one in found.items()]
    return sorted((one for one in told if one[1].whole), key=lambda one: (-one[1].whole, str(one[0])))
