"""Count everything anew, and add all of it up again: for whoever doubts the numbers, or after a change by hand."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max, Min

from whiteglove.learning.measures.metrics import SORTS
from whiteglove.learning.measures.models import COUNTERS, DAY, EVERYBODY, MONTH, Fact, Progress, Spread, Sum
from whiteglove.learning.measures.periods import DAY as ONE_DAY
from whiteglove.learning.measures.periods import shifted

from .add_up import LASTING
from .follow import begin, step, sweep

Say = Callable[[str], object]
OWN = ("team", "channel", "kind", "target")


def rebuild(*, at: datetime, say: Say = lambda words: None) -> int:
    """Every ticket and customer, then every sum, a month at a time so that the desk goes on. Returns how many facts."""
    begin(at)
    Progress.objects.update(tickets=0, customers=0)
    while step(at) is not None:
        pass
    while sweep(at):
        row = Progress.objects.get()
        say(f"tickets up to #{row.tickets}" if row.tickets is not None else "customers")
    drop_orphans()
    add_up_again(say)
    return Fact.objects.count()


def drop_orphans() -> None:
    """Facts of tickets that are no more."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM measures_fact WHERE ticket_id IS NOT NULL AND ticket_id NOT IN (SELECT id FROM desk_ticket)"
        )


def add_up_again(say: Say = lambda words: None) -> None:
    span = Fact.objects.aggregate(first=Min("day"), last=Max("day"), end=Max("until_day"))
    with transaction.atomic():
        list(Progress.objects.select_for_update().values_list("pk"))
        outside = [Sum.objects.all(), Spread.objects.all()]
        for rows in outside:
            if span["first"]:
                first = span["first"].replace(day=1)
                rows.filter(day__lt=first).delete()
                rows.filter(day__gt=max(span["last"], span["end"] or span["last"])).delete()
            else:
                rows.delete()
    month = span["first"].replace(day=1) if span["first"] else None
    last = max(span["last"], span["end"] or span["last"]) if month else None
    while month and month <= last:
        add_up_month(month)
        say(f"{month:%B %Y}")
        month = shifted(month, 1)


def add_up_month(month: date) -> None:
    """The lines of one month, in one transaction: those of days from its facts, those of the month from these."""
    days = {"month": month, "first": month, "last": shifted(month, 1) - ONE_DAY}
    with transaction.atomic(), connection.cursor() as cursor:
        list(Progress.objects.select_for_update().values_list("pk"))
        Sum.objects.filter(day__range=(month, days["last"])).delete()
        Spread.objects.filter(day=month).delete()
        for whose in WHOSE:
            cursor.execute(days_sql(*whose), days)
            for hours, bucket in ((False, "bucket"), (True, "business_bucket")):
                cursor.execute(spread_sql(*whose, hours, bucket), days)
        cursor.execute(month_sql(), days)


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
