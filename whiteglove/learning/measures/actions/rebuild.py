"""Count everything anew, and add all of it up again: for whoever doubts the numbers, or after a change by hand."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max, Min

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
    """The lines of one month, from its facts, in one transaction."""
    last = shifted(month, 1) - ONE_DAY
    with transaction.atomic(), connection.cursor() as cursor:
        list(Progress.objects.select_for_update().values_list("pk"))
        Sum.objects.filter(day__range=(month, last)).delete()
        Spread.objects.filter(day=month).delete()
        for person in (EVERYBODY, None):
            for unit in (DAY, MONTH):
                cursor.execute(sums_sql(person, unit), {"month": month, "first": month, "last": last})
            for hours, bucket in ((False, "bucket"), (True, "business_bucket")):
                cursor.execute(spread_sql(person, hours, bucket), {"month": month, "first": month, "last": last})


def sums_sql(person: int | None, unit: str) -> str:
    """Facts by the day they count on, and once more by the day on which what lasted has ended."""
    who, only = (str(EVERYBODY), "") if person == EVERYBODY else ("person", " AND person > 0")
    day = "%(month)s" if unit == MONTH else "day"
    plain = [name for name in COUNTERS if name not in ("n", "ended")]
    kept = ", ".join(OWN)
    lasting = ", ".join(f"'{sort}'" for sort in sorted(LASTING))
    counted = ", ".join(f'SUM(COALESCE("{name}", 0)) AS "{name}"' for name in plain)
    columns = ", ".join(f'"{name}"' for name in ("n", "ended", *plain))
    sums = ", ".join(f'SUM("{name}")' for name in ("n", "ended", *plain))
    nothing = ", ".join("0" for _ in plain)
    begun = (
        f"SELECT {who} AS who, sort, day, {kept}, COUNT(*) AS n, 0 AS ended, {counted} FROM measures_fact "
        f"WHERE day BETWEEN %(first)s AND %(last)s{only} GROUP BY 1, sort, day, {kept}"
    )
    ended = (
        f"SELECT {who} AS who, sort, until_day AS day, {kept}, 0 AS n, COUNT(*) AS ended, {nothing} FROM measures_fact "
        f"WHERE until_day BETWEEN %(first)s AND %(last)s AND sort IN ({lasting}){only} "
        f"GROUP BY 1, sort, until_day, {kept}"
    )
    group = f"who, sort, {kept}" if unit == MONTH else f"who, sort, day, {kept}"
    shown = cast_day(day) if unit == MONTH else "day"
    return (
        f"INSERT INTO measures_sum (unit, person, sort, day, {kept}, {columns}) "
        f"SELECT '{unit}', who, sort, {shown}, {kept}, {sums} "
        f"FROM ({begun} UNION ALL {ended}) AS facts GROUP BY {group}"
    )


def cast_day(mark: str) -> str:
    return f"CAST({mark} AS date)" if connection.vendor == "postgresql" else mark


def spread_sql(person: int | None, hours: bool, bucket: str) -> str:
    who, only = (str(EVERYBODY), "") if person == EVERYBODY else ("person", " AND person > 0")
    truth = str(hours).upper() if connection.vendor == "postgresql" else str(int(hours))
    return (
        f"INSERT INTO measures_spread (person, sort, hours, day, team, channel, kind, bucket, n) "
        f"SELECT {who} AS who, sort, {truth}, {cast_day('%(month)s')}, team, channel, kind, {bucket}, COUNT(*) "
        f"FROM measures_fact WHERE day BETWEEN %(first)s AND %(last)s AND timed = 1 AND {bucket} IS NOT NULL "
        f"AND sort NOT LIKE 'clock.%%'{only} GROUP BY 1, sort, team, channel, kind, {bucket}"
    )
