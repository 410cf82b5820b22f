"""How a number came about, in sentences that can be checked by hand against its rows. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from whiteglove.learning.measures.metrics import METRICS, Shape

from .contributions import CONTRIBUTIONS
from .framework import CARD, MADE, METRIC, TEST, Framework
from .levels import Reading
from .shown import name_of, names_of, said

SURE = "In 95 of 100 cases the true number lies between {low} and {high} ({how})"


def sentences(one: Reading, found: Framework, since: date) -> list[str]:
    """`since`: the first day that counts."""
    return [*_counted(one), *_cautious(one), *_level(one, found), _recency(one, since)]


def part_of(one: Reading) -> int:
    """How many of the cases a share counts."""
    return round((one.counted.value or 0) * one.counted.of / 100)


def is_share(one: Reading) -> bool:
    has = one.indicator
    return has.source == CARD or (has.source == METRIC and METRICS[has.of[0]].shape is Shape.SHARE)


def _counted(one: Reading) -> Iterator[str]:
    counted, has = one.counted, one.indicator
    if counted.value is None:
        if has.source == TEST and len(has.of) > 1:
            yield f"It takes a result in each of {len(has.of)} tests; not all of them were taken yet."
        else:
            yield "Nothing was counted yet."
    elif has.counts_out:
        how = CONTRIBUTIONS.get(has.of[0], "") if has.source == MADE else ""
        yield f"{counted.value:g} in all, added up from the rows below{f': {how}' if how else ', each once'}."
    elif is_share(one):
        value = said(has, counted.value, 1)
        yield f"{part_of(one)} of {counted.of} rows below say yes: {part_of(one)} / {counted.of} = {value}."
    elif has.source == TEST:
        value = said(has, counted.value, 1)
        yield f"The best results of {counted.of} tests, added up and divided by {counted.of}: {value}."
    elif METRICS[has.of[0]].shape is Shape.BALANCE:
        value = said(has, counted.value, 1)
        yield f"Of {counted.of} rows below, +1 less -1, divided by {counted.of}: {value} of 100."
    else:
        value = said(has, counted.value, 1)
        yield f"The values of the {counted.of} rows below, added up and divided by {counted.of}: {value}."


def _cautious(one: Reading) -> Iterator[str]:
    counted, has = one.counted, one.indicator
    if has.counts_out or counted.value is None or has.source == TEST:
        return
    if counted.of < has.least:
        yield f"It takes at least {has.least} cases to say anything; {has.least - counted.of} are missing."
    if counted.low is not None and counted.high is not None:
        low, high = said(has, counted.low, 1), said(has, counted.high, 1)
        how = "Wilson’s interval of a share" if is_share(one) else "Student’s interval of a mean"
        end = f"the upper end, {high}, is" if has.less else f"the lower end, {low}, is"
        yield f"{SURE.format(low=low, high=high, how=how)}; {end} what has to reach a level."


def _level(one: Reading, found: Framework) -> Iterator[str]:
    has, side = one.indicator, "up to" if one.indicator.less else "from"
    numbers = [f"{number:g}" for number in has.levels]
    steps = [f"{name} {side} {number}" for name, number in zip(names_of(found), numbers, strict=False)]
    yield f"{', '.join(steps)}: that shows {name_of(one.level, found) if one.level else 'no level yet'}."
    if one.likely > one.level:
        yield f"The number alone would say {name_of(one.likely, found)}; more cases would make sure."


def _recency(one: Reading, since: date) -> str:
    days = one.indicator.within // 86400
    return f"What lies further back than {days} days, before {since:%-d %B %Y}, no longer counts."
