"""A number as a page draws it and as a program gets it: both from the same series."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from . import asking, words
from .aiming import goals_for
from .charts import line
from .metrics import Metric
from .numbers import Asked, Series, board
from .periods import Period
from .queries import card, points
from .sums import Figure


def drawn(metric: Metric, asked: Asked) -> dict[str, Any]:
    """The card, the chart and the table behind it."""
    series = board(asked, [metric])[metric.key]
    chart = line(points(series), aim=aim_of(metric, asked), most=metric.most)
    table = [
        (words.days(part), words.figure_said(one), words.counted_on(one), words.reach(one))
        for part, one in series.pieces
    ]
    top, bottom = (words.said(metric, max(0.0, end)) for end in (chart.top, chart.bottom))
    return {"card": card(metric, series, asked), "chart": chart, "table": table, "top": top, "bottom": bottom,
            "span": (table[0][0], table[-1][0]) if table else ("", "")}  # fmt: skip


def aim_of(metric: Metric, asked: Asked) -> float | None:
    """Where a goal of theirs lies, in the hours shown."""
    for goal, own in goals_for(asked):
        hours = asked.business if metric.in_hours else own.business
        if goal.metric is metric and replace(own, business=hours) == replace(asked, business=own.business):
            return goal.aim
    return None


def described(metric: Metric, asked: Asked) -> dict[str, Any]:
    series: Series = board(asked, [metric])[metric.key]
    return {
        "metric": metric.key, "name": metric.name, "unit": metric.unit, "who": asked.scope.name,
        **days_of(asked.period), "asked": asking.address_of(asked),
        **plain(series.now), "half_within": series.half, "nine_in_ten_within": series.most,
        "before": plain(series.before) if series.before else None,
        "pieces": [days_of(part) | plain(one) for part, one in series.pieces],
    }  # fmt: skip


def days_of(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def plain(one: Figure) -> dict[str, Any]:
    return {
        "value": one.value, "part": one.part, "whole": one.whole, "too_few": one.few,
        "interval": list(one.interval) if one.interval else None,
    }  # fmt: skip
