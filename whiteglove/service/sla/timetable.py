"""A calendar unrolled into opening instants: sorted arrays of ticks that grow as far as anybody asks.

Each span carries the open ticks counted before it, so a sum over years costs two bisections. The arrays are
replaced whole, never changed, so that threads may read while one extends.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from threading import Lock
from typing import NamedTuple, Protocol

from whiteglove.service.sla.spans import Span, clip
from whiteglove.service.sla.wall import moment

FOREVER = 1 << 62
FIRST, LAST = date(1700, 1, 1), date(2600, 1, 1)
_PATIENCE = timedelta(days=40 * 366)


class NeverOpens(LookupError):
    """The calendar has no opening left where one is needed (or none at all)."""


class NeverCloses(LookupError):
    """The calendar is open without end, so it has no next closing."""


class StillPaused(NeverOpens):
    """A pause without an end comes before the answer."""


class Source(Protocol):
    """What a timetable asks of a calendar."""

    def spans(self, first: date, last: date) -> list[Span]:
        """Open spans from the start of local date `first` to the end of `last`, clipped there."""
        ...

    def midnight(self, day: date) -> int:
        """The tick at which a local date begins."""
        ...

    def named_dates(self) -> tuple[date, date] | None:
        """The first and last date the calendar names itself, if any."""
        ...


class Table(NamedTuple):
    """Spans known for `[low, high)`, with the open ticks counted up to each opening (`before`) and closing (`after`).

    Counting begins at `zero` at `low`; the count at an instant never changes when the table grows.
    """

    low: int
    high: int
    zero: int
    first: date
    last: date
    opens: list[int]
    closes: list[int]
    before: list[int]
    after: list[int]


class Timetable:
    """Sums over a calendar's openings, in ticks."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lock = Lock()
        self._table: Table | None = None

    def add(self, start: int, amount: int) -> int:
        """The first tick from `start` on with `amount` open ticks behind it; `start` itself for none."""
        if amount <= 0:
            return start if not amount else self.subtract(start, -amount)
        table = self._table
        if table is None or not table.low <= start < table.high:
            table = self._covering(start)
        opens = table.opens
        goal = amount
        at = bisect_right(opens, start) - 1
        if at >= 0:
            close = table.closes[at]
            goal += table.before[at] + (start if start < close else close) - opens[at]
        else:
            goal += table.zero
        if not opens or goal > table.after[-1]:
            table = self._reaching(start, goal)
        at = bisect_left(table.after, goal)
        return table.closes[at] - table.after[at] + goal

    def subtract(self, end: int, amount: int) -> int:
        """The last tick up to `end` with `amount` open ticks between the two; `end` itself for none."""
        if amount <= 0:
            return end if not amount else self.add(end, -amount)
        table = self._covering(end)
        goal = _worked(table, end) - amount
        if not table.opens or goal < table.before[0]:
            table = self._reaching_back(end, goal)
        at = bisect_right(table.before, goal) - 1
        return table.opens[at] + goal - table.before[at]

    def between(self, start: int, end: int) -> int:
        """Open ticks from `start` to `end`; negative when `end` comes first."""
        self._covering(start)
        table = self._covering(end)
        return _worked(table, end) - _worked(table, start)

    def is_open(self, at: int) -> bool:
        """Whether `at` lies in a span: open at its first tick, closed at its last."""
        table = self._covering(at)
        found = bisect_right(table.opens, at) - 1
        return found >= 0 and at < table.closes[found]

    def next_open(self, at: int) -> int:
        """The first open tick from `at` on. Raises NeverOpens."""
        table = self._covering(at)
        while (found := bisect_right(table.closes, at)) == len(table.closes):
            table = self._further(table, at)
        return max(at, table.opens[found])

    def next_close(self, at: int) -> int:
        """The first tick after `at` at which an open span ends. Raises NeverOpens or NeverCloses."""
        opened = self.next_open(at)
        table = self._covering(opened)
        while (close := table.closes[bisect_right(table.closes, opened)]) == table.high:
            if table.high - opened > _PATIENCE // timedelta(microseconds=1) or table.last >= LAST:
                raise NeverCloses(f"the calendar is open without end from {moment(opened):%Y-%m-%d %H:%M} UTC")
            table = self._extend(table, forward=True)
        return close

    def spans(self, start: int, end: int) -> list[Span]:
        """The open spans within `[start, end)`."""
        self._covering(start)
        table = self._covering(max(start, end))
        first, last = bisect_right(table.closes, start), bisect_left(table.opens, end)
        return clip(zip(table.opens[first:last], table.closes[first:last], strict=True), start, end)

    def _covering(self, at: int) -> Table:
        table = self._table or self._begin(at)
        if table.low <= at < table.high:
            return table
        _dated(at)
        while at < table.low:
            table = self._extend(table, forward=False)
        while at >= table.high:
            table = self._extend(table, forward=True)
        return table

    def _begin(self, at: int) -> Table:
        year = _dated(at).year
        with self._lock:
            if self._table is None:
                first, last = date(year - 1, 1, 1), date(year + 1, 12, 31)
                self._table = self._unroll(first, last)
            return self._table

    def _unroll(self, first: date, last: date) -> Table:
        low, high = self._source.midnight(first), self._source.midnight(last + timedelta(days=1))
        return _counted(low, high, first, last, self._source.spans(first, last), 0)

    def _extend(self, seen: Table, *, forward: bool) -> Table:
        """Know more than `seen`: a year at first, then a half of what is known, up to the limits."""
        with self._lock:
            if (table := self._table) is not None and table is not seen:
                return table
            years = max(1, min(16, (seen.last.year - seen.first.year) // 2))
            self._table = self._later(seen, years) if forward else self._earlier(seen, years)
            return self._table

    def _later(self, table: Table, years: int) -> Table:
        if table.last >= LAST:
            raise NeverOpens(f"no calendar reaches beyond {LAST.year}")
        more = self._unroll(table.last + timedelta(days=1), date(table.last.year + years, 12, 31))
        return _glued(table, more, table.zero)

    def _earlier(self, table: Table, years: int) -> Table:
        if table.first <= FIRST:
            raise NeverOpens(f"no calendar reaches before {FIRST.year}")
        more = self._unroll(date(table.first.year - years, 1, 1), table.first - timedelta(days=1))
        return _glued(more, table, table.zero - _total(more))

    def _reaching(self, start: int, goal: int) -> Table:
        """Extend until `goal` open ticks are counted. The count is kept across extensions forwards."""
        table = self._covering(start)
        while not table.after or table.after[-1] < goal:
            table = self._further(table, start)
        return table

    def _further(self, table: Table, start: int) -> Table:
        known = self._source.named_dates()
        named = min(known[1], LAST) if known else FIRST
        hope = max(_dated(max(start, table.closes[-1] if table.closes else start)), named)
        if table.last > min(hope + _PATIENCE, LAST):
            raise NeverOpens(f"the calendar never opens again after {hope:%Y-%m-%d}")
        return self._extend(table, forward=True)

    def _reaching_back(self, end: int, goal: int) -> Table:
        table = self._covering(end)
        while not table.before or table.before[0] > goal:
            known = self._source.named_dates()
            named = max(known[0], FIRST) if known else LAST
            hope = min(_dated(min(end, table.opens[0] if table.opens else end)), named)
            if table.first < max(hope - _PATIENCE, FIRST):
                raise NeverOpens(f"the calendar was never open before {hope:%Y-%m-%d}")
            table = self._extend(table, forward=False)
        return table


def _dated(at: int) -> date:
    """The UTC date of a tick. Raises NeverOpens outside the years a calendar knows."""
    try:
        found = moment(at).date()
    except OverflowError:
        found = date.max
    if not FIRST <= found < LAST:
        raise NeverOpens(f"calendars reach from {FIRST.year} to {LAST.year}, not to {found.year}")
    return found


def _total(table: Table) -> int:
    return table.after[-1] - table.zero if table.after else 0


def _worked(table: Table, at: int) -> int:
    found = bisect_right(table.opens, at) - 1
    if found >= 0:
        return table.before[found] + min(at, table.closes[found]) - table.opens[found]
    return table.zero


def _counted(low: int, high: int, first: date, last: date, spans: Sequence[Span], zero: int) -> Table:
    before, after, total = [], [], zero
    for start, end in spans:
        before.append(total)
        total += end - start
        after.append(total)
    return Table(low, high, zero, first, last, [s for s, _ in spans], [e for _, e in spans], before, after)


def _glued(early: Table, late: Table, zero: int) -> Table:
    """Two neighbouring tables as one, a span that crosses the seam joined."""
    spans = list(zip(early.opens + late.opens, early.closes + late.closes, strict=True))
    seam = len(early.opens)
    if 0 < seam < len(spans) and spans[seam - 1][1] == spans[seam][0]:
        spans[seam - 1 : seam + 1] = [(spans[seam - 1][0], spans[seam][1])]
    return _counted(early.low, late.high, early.first, late.last, spans, zero)
