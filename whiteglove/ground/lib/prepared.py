"""A queryset whose statement is worked out once and asked many times.

Turning a queryset into SQL takes Django several times as long as the database takes to answer it. Where a page asks
the same question on every request, the question is prepared:

    clocks_of = Prepared(lambda ticket: Clock.objects.unfinished().filter(ticket=ticket).order_by("due_at"))
    clocks_of(42)  # -> [<Clock>, …]

Values are whole numbers, texts, instants, or lists of numbers or texts for `__in`; the queryset may use
`select_related`, `only` and `defer`, or end in `values_list`. It must not depend on anything but the values: not on
the time, not on who asks. Texts are for columns of text compared whole.
"""

import itertools
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from whiteglove.ground.lib.instances import Known, Maker
from whiteglove.ground.lib.rows import instant
from whiteglove.ground.lib.statements import database, rows_of

Value = int | str | datetime | list[int] | list[str]
# Stand-ins for the values while the statement is made: numbers that nobody's id is, one for each place.
FIRST_MARK = -4_611_686_018_000_000_000
FIRST_INSTANT = datetime(1753, 1, 2, 3, 4, 5, tzinfo=UTC)
MOST_INSTANTS = 20  # an instant stands among the first twenty values
SECOND = 500_000  # from the mark of a list to the mark of its second value


class Prepared:
    """`make(*values) -> QuerySet`. Calling it runs one statement and gives a list of instances or tuples."""

    def __init__(self, make: Callable[..., QuerySet]) -> None:
        self.make = make
        # A thread has a connection of its own, and the converters belong to the connection.
        self.made = threading.local()

    def __call__(self, *values: Value) -> list[Any]:
        if any(value == [] for value in values):
            return []
        here = database()
        known = self.made.__dict__
        arrays = here.vendor == "postgresql"
        shape = (here.vendor, *(shape_of(value, arrays) for value in values))
        if shape not in known:
            known[shape] = Statement(self.make, values, arrays)
        return known[shape].rows(flat(values, arrays, here), here)

    def first(self, *values: Value) -> Any | None:
        return next(iter(self(*values)), None)


class Statement:
    """The SQL for values of one shape, and how its rows become instances.

    `arrays`: a list is one value, `= ANY(%s)`, so that one statement and one plan serve lists of every length.
    """

    def __init__(self, make: Callable[..., QuerySet], values: tuple[Value, ...], arrays: bool) -> None:
        queryset = make(*(marks_of_arrays if arrays else marks)(values))
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        try:
            self.sql, params = self.compiler.as_sql()
        except EmptyResultSet as nothing:
            raise ValueError("A prepared queryset must be able to find something") from nothing
        if arrays:
            self.sql, params = with_arrays(self.sql, params)
        # For each place of the statement: which value goes there, or the constant that stands there always.
        self.places = [(place_of(one), one) for one in params]
        left_out = set(range(len(flat(values, arrays, database())))) - {place for place, _ in self.places}
        if left_out:
            raise ValueError("A prepared queryset must ask for all of its values: Django has left one out")
        columns = [entry[0] for entry in self.compiler.select[: self.compiler.col_count]]
        self.converters = [(place, *found) for place, found in self.compiler.get_converters(columns).items()]
        info = self.compiler.klass_info
        self.maker = Maker(info, self.compiler.select) if info and queryset._fields is None else None

    def rows(self, given: list[Any], here: BaseDatabaseWrapper) -> list[Any]:
        params = [constant if place is None else given[place] for place, constant in self.places]
        found = self.converted(rows_of(self.sql, params, here), here)
        if self.maker is None:
            return [tuple(row) for row in found]
        known: Known = {}
        return [self.maker.make(row, known) for row in found]

    def converted(self, rows: list[tuple], here: BaseDatabaseWrapper) -> Iterator[list]:
        """What is NULL stays None: every converter would say so, one by one."""
        for row in map(list, rows):
            for place, converters, expression in self.converters:
                for convert in converters if row[place] is not None else ():
                    row[place] = convert(row[place], expression, here)
            yield row


def shape_of(value: Value, arrays: bool) -> int | str:
    """What the statement depends on, besides the queryset."""
    if isinstance(value, list):
        return "list" if arrays else len(value)
    return "at" if isinstance(value, datetime) else 0


def flat(values: tuple[Value, ...], arrays: bool, here: BaseDatabaseWrapper) -> list[Any]:
    """Each value as the database takes it."""
    if not arrays:
        values = tuple(one for value in values for one in (value if isinstance(value, list) else [value]))
    return [instant(one, here) if isinstance(one, datetime) else one for one in values]


def marks(values: tuple[Value, ...]) -> list[Any]:
    """Each value replaced by its place among all values, lists of the same length kept as lists."""
    numbers = itertools.count()
    return [
        [FIRST_MARK + next(numbers) for _ in value] if isinstance(value, list) else mark(value, next(numbers))
        for value in values
    ]


def marks_of_arrays(values: tuple[Value, ...]) -> list[Any]:
    """As `marks`, but a list takes one place, whatever its length. Two values of it, so that it stays a list in SQL."""
    return [
        [FIRST_MARK + place, FIRST_MARK + SECOND + place] if isinstance(value, list) else mark(value, place)
        for place, value in enumerate(values)
    ]


def with_arrays(sql: str, params: Sequence[Any]) -> tuple[str, list[Any]]:
    """`IN (%s, %s)` with the two marks of a list becomes `= ANY(%s)` with the first."""
    first, *parts = re.split("(?<!%)%s", sql)
    made, kept = first, []
    places = [place_of(one) for one in params]
    for place, param, part in zip(places, params, parts, strict=True):
        if place is None or place < SECOND:
            made += f"%s{part}"
            kept.append(param)
        elif made.endswith("IN (%s, "):
            made = f"{made.removesuffix('IN (%s, ')}= ANY(%s{part}"
        else:
            raise ValueError("A prepared queryset takes lists for __in only")
    return made, kept


def mark(value: int | str | datetime, place: int) -> int | datetime:
    return FIRST_INSTANT + timedelta(microseconds=place) if isinstance(value, datetime) else FIRST_MARK + place


def place_of(param: Any) -> int | None:
    """Which value a parameter stands for; None for a constant. A text's mark has become a text on its way."""
    if re.fullmatch(r"-\d{19}", str(param)):
        place = int(param) - FIRST_MARK
        return place if 0 <= place < 1_000_000 else None
    here = database()
    instants = (instant(FIRST_INSTANT + timedelta(microseconds=place), here) for place in range(MOST_INSTANTS))
    return next((place for place, one in enumerate(instants) if one == param), None)
