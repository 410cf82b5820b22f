"""Keep sums in step with the facts that came and went: each fact adds to a few lines, in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from django.db import connection

from whiteglove.learning.measures.case import Counted
from whiteglove.learning.measures.models import ANY, COUNTERS, DAY, EVERYBODY, MONTH

LINE = ("unit", "person", "priority", "sort", "day", "team", "channel", "kind", "target")
PLACE = ("person", "priority", "sort", "hours", "day", "team", "channel", "kind", "bucket")
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
    of its priority and of any; a stretch counts once more where it ends."""
    own = (
        1, 0, fact.met, fact.lost, fact.stands, fact.first, fact.first_contact, fact.one_touch, fact.reopened,
        fact.escalated, fact.timed, fact.value or 0, fact.square, fact.business or 0, fact.business_square,
    )  # fmt: skip
    ended = (0, 1, *([0] * (len(COUNTERS) - 2)))
    moments = [(fact.day, own)] + ([(fact.until_day, ended)] if fact.until_day and fact.sort in LASTING else [])
    rest = (fact.team, fact.channel, fact.kind, fact.target)
    for who in whose(fact):
        for day, values in moments:
            yield (DAY, *who, fact.sort, day, *rest), values
            yield (MONTH, *who, fact.sort, day.replace(day=1), *rest), values


def places_of(fact: Counted) -> Iterable[tuple]:
    """Only times have a spread, and those of clocks are told by their share."""
    if fact.bucket is None or fact.sort.startswith("clock."):
        return
    where = (fact.day.replace(day=1), fact.team, fact.channel, fact.kind)
    for who in whose(fact):
        yield (*who, fact.sort, False, *where, fact.bucket)
        if fact.business_bucket is not None:
            yield (*who, fact.sort, True, *where, fact.business_bucket)


def whose(fact: Counted) -> Iterable[tuple[int, str]]:
    """(person, priority) of the lines it counts in."""
    people = (EVERYBODY, fact.person) if fact.person else (EVERYBODY,)
    return product(people, (ANY, fact.priority) if fact.priority else (ANY,))


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
