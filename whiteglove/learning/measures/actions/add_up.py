"""Keep sums in step with the facts that came and went: each fact adds to a few lines, in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from django.db import connection

from whiteglove.learning.measures.case import Counted
from whiteglove.learning.measures.models import ALL, ANY, COUNTERS, DAY, EVERYBODY, MONTH

LINE = ("unit", "person", "sort", "day", "team", "priority", "channel", "kind", "target")
PLACE = ("person", "sort", "day", "team", "priority", "channel", "kind", "hours", "bucket")
LASTING = {"stint", "customer"}  # what counts once more where it ends
ROWS = 400  # of one statement


def add_up(gone: Sequence[Counted], new: Sequence[Counted]) -> None:
    """Take away what went and add what came."""
    lines: dict[tuple, list[int]] = defaultdict(lambda: [0] * len(COUNTERS))
    places: dict[tuple, int] = defaultdict(int)
    for sign, facts in ((-1, gone), (1, new)):
        for fact in facts:
            for line, values in lines_of(fact):
                total = lines[line]
                for place, value in enumerate(values):
                    total[place] += sign * value
            for place in places_of(fact):
                places[place] += sign
    # In one order, so that two writers never wait for each other in a circle.
    keep("measures_sum", LINE, COUNTERS, [(*line, *lines[line]) for line in sorted(lines) if any(lines[line])])
    keep("measures_spread", PLACE, ("n",), [(*place, places[place]) for place in sorted(places) if places[place]])


def lines_of(fact: Counted) -> Iterable[tuple[tuple, tuple[int, ...]]]:
    """The lines a fact counts in, with what it adds to each: of its day and month, for its person and for everybody,
    whole and narrowed; a stretch counts once more where it ends."""
    own = (
        1, 0, fact.met, fact.lost, fact.stands, fact.first, fact.first_contact, fact.one_touch, fact.reopened,
        fact.escalated, fact.timed, fact.value or 0, fact.square, fact.business or 0, fact.business_square,
    )  # fmt: skip
    ended = (0, 1, *([0] * (len(COUNTERS) - 2)))
    moments = [(fact.day, own)] + ([(fact.until_day, ended)] if fact.until_day and fact.sort in LASTING else [])
    for person, narrow in product(persons_of(fact), narrowed(fact, fact.target)):
        for day, values in moments:
            yield (DAY, person, fact.sort, day, fact.team, *narrow), values
            yield (MONTH, person, fact.sort, day.replace(day=1), fact.team, *narrow), values


def places_of(fact: Counted) -> Iterable[tuple]:
    """Only times have a spread, and those of clocks are told by their share."""
    if fact.bucket is None or fact.sort.startswith("clock."):
        return
    for person, narrow in product(persons_of(fact), narrowed(fact)):
        where = (person, fact.sort, fact.day.replace(day=1), fact.team, *narrow)
        yield (*where, False, fact.bucket)
        if fact.business_bucket is not None:
            yield (*where, True, fact.business_bucket)


def persons_of(fact: Counted) -> list[int]:
    return [EVERYBODY, fact.person] if fact.person else [EVERYBODY]


def narrowed(fact: Counted, *more: str) -> list[tuple[str, ...]]:
    """(priority, channel, kind, …) of the lines it counts in: as part of all, of any priority, and of its own."""
    own = (fact.channel, fact.kind, *more)
    found = [(ALL, *("" for _ in own)), (ANY, *own)]
    return [*found, (fact.priority, *own)] if fact.priority else found


def keep(table: str, key: Sequence[str], counters: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add to the lines that are there, make those that aren't."""
    columns = ", ".join(f'"{name}"' for name in (*key, *counters))
    more = ", ".join(f'"{name}" = {table}."{name}" + excluded."{name}"' for name in counters)
    on = ", ".join(f'"{name}"' for name in key)
    marks = f"({', '.join(['%s'] * (len(key) + len(counters)))})"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS):
            some = rows[start : start + ROWS]
            cursor.execute(
                f"INSERT INTO {table} ({columns}) VALUES {', '.join([marks] * len(some))} "
                f"ON CONFLICT ({on}) DO UPDATE SET {more}",
                [value for row in some for value in row],
            )
