"""Numbers as people say them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from whiteglove.ground.ui.times import MONTHS, span

from .metrics import Metric, Shape
from .periods import DAY, Period
from .sums import Figure

DIGITS = {"stars": 2, "score": 1}


def said(metric: Metric, value: float | None) -> str:
    """ "86 %", "1 h 05", "4.62", "1,204"."""
    if value is None:
        return "–"
    if metric.unit == "time":
        return lasting(value)
    if metric.unit == "count":
        return f"{value:,.0f}"
    if metric.unit == "percent":
        return f"{rounded(value)} %"
    return f"{value:.{DIGITS.get(metric.unit, 0)}f}"


def rounded(value: float) -> str:
    """Without a digit after the point from 10 on; never 100 for what isn't all, nor 0 for what isn't none."""
    if 99.5 <= value < 100:
        return f"{min(value, 99.9):.1f}"
    if 0 < value < 10 or 90 < value < 100:
        return f"{max(value, 0.1):.1f}".removesuffix(".0")
    return f"{value:.0f}"


def lasting(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else span(seconds)


def figure_said(one: Figure) -> str:
    """The number, or why there is none."""
    if one.value is None:
        return "nothing to count"
    return f"too few to say ({one.whole})" if one.few else said(one.metric, one.value)


def counted_on(one: Figure) -> str:
    """ "12 of 14", "of 340", or nothing for what is counted itself."""
    if one.metric.shape in (Shape.COUNT, Shape.LEVEL) or one.value is None:
        return ""
    if one.few:
        return ""
    return f"of {one.whole:,}" if one.metric.shape is Shape.MEAN else f"{one.part:,} of {one.whole:,}"


def reach(one: Figure) -> str:
    """How far it may be from what it stands for: "81 to 90 %"."""
    if not one.tells or one.interval is None:
        return ""
    low, high = (said(one.metric, end) for end in one.interval)
    return low if low == high else f"{low.removesuffix(' %')} to {high}"


@dataclass(frozen=True)
class Change:
    """Against the period before: in words, and whether that is good, bad or neither."""

    words: str
    tone: str = ""


def change(now: Figure, before: Figure | None) -> Change | None:
    if before is None or not now.tells or not before.tells:
        return None
    more = now.value - before.value
    metric = now.metric
    if said(metric, now.value) == said(metric, before.value):
        return Change("as before")
    way = "more" if more > 0 else "less"
    better = {"more": more > 0, "less": more < 0}.get(metric.better)
    tone = "" if better is None or by_chance(now, before) else "positive" if better else "negative"
    size = f"{abs(more):.1f} points".replace(".0 ", " ") if metric.unit == "percent" else said(metric, abs(more))
    if metric.unit == "time":
        way = "longer" if more > 0 else "shorter"
    return Change(f"{size} {way} than before ({said(metric, before.value)})", tone)


def by_chance(one: Figure, other: Figure) -> bool:
    """Whether what both may stand for overlaps: no colour for what may be nothing."""
    if one.interval is None or other.interval is None:
        return True
    return one.interval.low <= other.interval.high and other.interval.low <= one.interval.high


def days(period: Period) -> str:
    """ "3 March", "3 to 9 March", "March 2026", "March to May 2026"."""
    first, last = period.first, period.last
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]}"
    if first.month == last.month and first.year == last.year:
        whole = first.day == 1 and (last + DAY).month != last.month
        return f"{MONTHS[first.month - 1]} {first.year}" if whole else (
            f"{first.day} to {last.day} {MONTHS[last.month - 1]}"
        )  # fmt: skip
    since = f"{first.day} {MONTHS[first.month - 1]}" + (f" {first.year}" if first.year != last.year else "")
    return f"{since} to {last.day} {MONTHS[last.month - 1]} {last.year}"
