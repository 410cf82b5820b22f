"""Count everything anew, and add all of it up again: for whoever doubts the numbers, or after a change by hand."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from whiteglove.learning.measures.models import Fact, Progress

from .follow import begin, step, sweep

Say = Callable[[str], object]


def rebuild(*, at: datetime, say: Say = lambda words: None) -> int:
    """Every ticket and customer, then every sum, a month at a time so that the desk goes on. Returns how many facts."""
    begin(at)
    drop_orphans()
    Progress.objects.update(tickets=0, customers=0, adding=Progress.ALL)
    while step(at) is not None:
        pass
    while sweep(at):
        say(told(Progress.objects.get()))
    return Fact.objects.count()


def told(row: Progress) -> str:
    if row.tickets is not None:
        return f"tickets up to #{row.tickets}"
    return "customers" if row.customers is not None else f"sums, {row.adding or 'all of them'}"


def drop_orphans() -> None:
    """Facts of tickets that are no more."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM measures_fact WHERE ticket_id IS NOT NULL AND ticket_id NOT IN (SELECT id FROM desk_ticket)"
        )
