"""Add up every fact anew, a month at a time: what so many facts would cost one by one, a few statements do.

Progress says which month is next. What happens meanwhile is added to whatever lines there are: those of months done are
right, those of months to come are written anew.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.db.models import Max, Min

from whiteglove.learning.measures.metrics import SORTS
from whiteglove.learning.measures.models import ALL, ANY, COUNTERS, DAY, EVERYBODY, MONTH, Fact, Progress, Spread, Sum
from whiteglove.learning.measures.periods import DAY as ONE_DAY
from whiteglove.learning.measures.periods import shifted

from .add_up import LASTING

OWN = ("team", "channel", "kind", "target")


def add_up_again() -> None:
    """All of it, now."""
    Progress.objects.update(adding=Progress.ALL)
    while add_up_some():
        pass


def add_up_some() -> bool:
    """The next month; whether there was one."""
    with transaction.atomic():
        row = Progress.objects.select_for_update().get()
        if row.adding:
            add_up_next(row)
            row.save(update_fields=["adding"])
            return True
    return False


def add_up_next(row: Progress) -> None:
    """Inside a transaction that holds the row; the caller saves it."""
    if row.adding == Progress.ALL:
        first, last = span()
        for rows in (Sum.objects.all(), Spread.objects.all()):
            (rows.exclude(day__range=(first, last)) if first else rows).delete()
        row.adding = f"{first} {last}" if first else ""
        return
    month, last = map(date.fromisoformat, row.adding.split())
    add_up_month(month)
    row.adding = f"{shifted(month, 1)} {last}" if shifted(month, 1) <= last else ""


def span() -> tuple[date | None, date | None]:
    """From the first of the first month on to the last day on which anything counts, begins or ends."""
    found = Fact.objects.aggregate(first=Min("day"), last=Max("day"), end=Max("until_day"))
    if found["first"] is None:
        return None, None
    return found["first"].replace(day=1), max(found["last"], found["end"] or found["last"])


def add_up_month(month: date) -> None:
    """The lines of one month: of its days from facts, those of all out of them, those of the month out of its days."""
    days = {"month": month, "first": month, "last": shifted(month, 1) - ONE_DAY}
    Sum.objects.filter(day__range=(month, days["last"])).delete()
    Spread.objects.filter(day=month).delete()
    with connection.cursor() as cursor:
        for whose in WHOSE:
            cursor.execute(days_sql(*whose), days)
            for hours, bucket in ((False, "bucket"), (True, "business_bucket")):
                cursor.execute(spread_sql(*whose, hours, bucket), days)
        for statement in (all_sql(), all_spread_sql(), month_sql()):
            cursor.execute(statement, days)


def all_sql() -> str:
    """Lines of all out of those of any priority."""
    return (
        f"INSERT INTO measures_sum (unit, person, priority, sort, day, {KEPT}, {QUOTED}) "
        f"SELECT unit, person, '{ALL}', sort, day, team, '', '', '', {SUMMED} FROM measures_sum "
        f"WHERE unit = '{DAY}' AND priority = '{ANY}' AND day BETWEEN %(first)s AND %(last)s "
        f"GROUP BY unit, person, sort, day, team"
    )


def all_spread_sql() -> str:
    return (
        f"INSERT INTO measures_spread (person, priority, sort, hours, day, team, channel, kind, bucket, n) "
        f"SELECT person, '{ALL}', sort, hours, day, team, '', '', bucket, SUM(n) FROM measures_spread "
        f"WHERE priority = '{ANY}' AND day = %(month)s GROUP BY person, sort, hours, day, team, bucket"
    )


# (person, priority) of lines, and of which facts: of everybody or each person, of any priority or each.
WHOSE = [
    (f"{person} AS who, {priority} AS ranked", only + ranked)
    for person, only in ((str(EVERYBODY), ""), ("person", " AND person > 0"))
    for priority, ranked in (("''", ""), ("priority", " AND priority <> ''"))
]
PLAIN = [name for name in COUNTERS if name not in ("n", "ended")]
QUOTED = ", ".join(f'"{name}"' for name in ("n", "ended", *PLAIN))
SUMMED = ", ".join(f'SUM("{name}")' for name in ("n", "ended", *PLAIN))
KEPT = ", ".join(OWN)


def days_sql(who: str, only: str) -> str:
    """Facts by the day they count on, and once more by the day on which what lasted has ended."""
    counted = ", ".join(f'SUM(COALESCE("{name}", 0)) AS "{name}"' for name in PLAIN)
    nothing = ", ".join("0" for _ in PLAIN)
    begun = (
        f"SELECT {who}, sort, day, {KEPT}, COUNT(*) AS n, 0 AS ended, {counted} FROM measures_fact "
        f"WHERE {of(SORTS)} AND day BETWEEN %(first)s AND %(last)s{only} GROUP BY 1, 2, sort, day, {KEPT}"
    )
    ended = (
        f"SELECT {who}, sort, until_day AS day, {KEPT}, 0 AS n, COUNT(*) AS ended, {nothing} FROM measures_fact "
        f"WHERE {of(LASTING)} AND until_day BETWEEN %(first)s AND %(last)s{only} "
        f"GROUP BY 1, 2, sort, until_day, {KEPT}"
    )
    return (
        f"INSERT INTO measures_sum (unit, person, priority, sort, day, {KEPT}, {QUOTED}) "
        f"SELECT '{DAY}', who, ranked, sort, day, {KEPT}, {SUMMED} "
        f"FROM ({begun} UNION ALL {ended}) AS facts GROUP BY who, ranked, sort, day, {KEPT}"
    )


def of(sorts: Iterable[str]) -> str:
    """Named one by one, so that an index finds the days of each."""
    return "sort IN (" + ", ".join(f"'{sort}'" for sort in sorted(sorts)) + ")"


def month_sql() -> str:
    """The month's lines out of its days'."""
    return (
        f"INSERT INTO measures_sum (unit, person, priority, sort, day, {KEPT}, {QUOTED}) "
        f"SELECT '{MONTH}', person, priority, sort, {cast_day('%(month)s')}, {KEPT}, {SUMMED} FROM measures_sum "
        f"WHERE unit = '{DAY}' AND day BETWEEN %(first)s AND %(last)s GROUP BY person, priority, sort, {KEPT}"
    )


def cast_day(mark: str) -> str:
    return f"CAST({mark} AS date)" if connection.vendor == "postgresql" else mark


def spread_sql(who: str, only: str, hours: bool, bucket: str) -> str:
    truth = str(hours).upper() if connection.vendor == "postgresql" else str(int(hours))
    timed = [sort for sort in SORTS if not sort.startswith("clock.")]
    return (
        f"INSERT INTO measures_spread (person, priority, sort, hours, day, team, channel, kind, bucket, n) "
        f"SELECT {who}, sort, {truth}, {cast_day('%(month)s')}, team, channel, kind, {bucket}, COUNT(*) "
        f"FROM measures_fact WHERE {of(timed)} AND day BETWEEN %(first)s AND %(last)s AND timed = 1 "
        f"AND {bucket} IS NOT NULL{only} GROUP BY 1, 2, sort, team, channel, kind, {bucket}"
    )
