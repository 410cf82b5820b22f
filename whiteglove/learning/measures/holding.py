"""On which days lie the newest facts of a narrow question: what few of a million tickets have in common is found by
its sums, not by walking past all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Q
from django.db.models import Sum as Total

from .metrics import Metric, Shape
from .models import DAY, MONTH
from .models import Sum as Line
from .numbers import Asked
from .periods import end_of


def days_holding(metric: Metric, asked: Asked, upto: date | None, size: int) -> list[date] | None:
    """The newest days of the period on which at least `size` facts lie, or all on which any does. `upto`: the last of
    them, part of which has been shown. None where every day may be walked: nothing is narrowed, or what counts may
    have begun long before."""
    if metric.shape in (Shape.LEVEL, Shape.KEPT) or not (asked.where or asked.priority):
        return None
    first, last = asked.period.first, min(asked.period.last, upto or asked.period.last)
    months = Q(unit=MONTH, day__range=(first.replace(day=1), last))
    days = Q(pk__in=[])
    for month in enough(counted(metric, asked, months), size, lambda one: first <= one and end_of("month", one) < last):
        days |= Q(day__range=(max(first, month), min(last, end_of("month", month))))
    return enough(counted(metric, asked, days & Q(unit=DAY)), size, lambda one: one != upto)


def counted(metric: Metric, asked: Asked, lines: Q) -> Iterable[tuple[date, int]]:
    """How many facts the lines hold by day, the newest first."""
    rows = Line.objects.filter(asked.lines(), lines, sort__in=metric.sorts).order_by("-day")
    return rows.values_list("day").annotate(Total(metric.among or "n"))


def enough(counts: Iterable[tuple[date, int]], size: int, whole: Callable[[date], bool]) -> list[date]:
    """The first days with anything that together hold `size`; what isn't `whole` may hold less than its count."""
    found, held = [], 0
    for day, many in counts:
        if held >= size:
            break
        if many:
            found.append(day)
            held += many if whole(day) else 0
    return found
