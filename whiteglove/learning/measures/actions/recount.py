"""Count tickets and customers as they are now: what is no longer so goes, what is new comes, and the sums follow."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from whiteglove.ground.lib.rows import insert_values
from whiteglove.ground.people.queries import erased
from whiteglove.learning.measures import case_files
from whiteglove.learning.measures.case import Counted, Rules
from whiteglove.learning.measures.facts import count, customer_facts
from whiteglove.learning.measures.models import NOBODY, Fact, Progress
from whiteglove.service.customers.models import Erasure

from .add_up import add_up

COLUMNS = Counted._fields
STORED = tuple("ticket_id" if name == "ticket" else name for name in COLUMNS)
CHUNK = 200
WANDER = {"promise", "chat", "asked", "answer.csat", "answer.ces", "answer.nps"}
ROWS = 100  # of one statement


def recount(*, tickets: Iterable[int] = (), customers: Iterable[int] = (), sums: bool = True) -> int:
    """Returns how many facts changed. Again and again it comes out the same; one at a time, by the lock on Progress.
    Without `sums` the caller adds up later: of very many facts at once that costs half."""
    with transaction.atomic():
        list(Progress.objects.select_for_update().values_list("pk"))
        changed = 0
        for some in pieces(sorted(set(tickets))):
            changed += replace(Q(ticket__in=some), of_tickets(some), sums)
        for some in pieces(sorted(set(customers))):
            changed += replace(Q(sort="customer", source__in=some), of_customers(some), sums)
    return changed


def pieces(rows: Sequence[Any], size: int = CHUNK) -> Iterable[Sequence[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def of_tickets(tickets: Sequence[int]) -> list[Counted]:
    by, zone = case_files.clock_rules(), ZoneInfo(case_files.zone_name())
    rules: dict[int | None, Rules] = {}
    found: list[Counted] = []
    gone = erased()
    for case in case_files.cases(tickets):
        if case.team not in rules:
            rules[case.team] = case_files.rules_for(case.team, by, zone)
        found += (nobodys(one, gone) for one in count(case, rules[case.team]))
    return found


def nobodys(fact: Counted, gone: Mapping[int, datetime]) -> Counted:
    """What somebody did before they were erased counts on, as nobody's. Pure."""
    until = gone.get(fact.person)
    return fact._replace(person=NOBODY) if until and fact.at <= until else fact


def of_customers(customers: Sequence[int]) -> list[Counted]:
    gone = set(Erasure.objects.filter(customer__in=customers).values_list("customer_id", flat=True))
    rules = case_files.rules_for(None, case_files.clock_rules(), ZoneInfo(case_files.zone_name()))
    words, teams, left = (read(customers) for read in (case_files.words_of, case_files.teams_of, case_files.left))
    return [
        fact
        for one in customers if one not in gone
        for fact in customer_facts(one, teams.get(one), words[one], left[one], rules)
    ]  # fmt: skip


def replace(which: Q, now: Sequence[Counted], sums: bool = True) -> int:
    """Inside a transaction: of the facts kept, those that differ go; what isn't kept comes. Sums follow."""
    # One question each: of "this or that" both engines read the whole table.
    kept = {key(row): (pk, row) for one in (which, *wandered(now)) for pk, row in kept_facts(one)}
    wanted = {key(row): row for row in now}
    gone = [(pk, row) for at, (pk, row) in kept.items() if wanted.get(at) != row]
    new = [row for at, row in wanted.items() if at not in kept or kept[at][1] != row]
    Fact.objects.filter(pk__in=[pk for pk, _ in gone]).delete()
    for some in pieces(new, ROWS):
        insert_values(Fact, STORED, some)
    if sums:
        add_up([row for _, row in gone], new)
    return len(gone) + len(new)


def wandered(now: Sequence[Counted]) -> list[Q]:
    """Promises, chats and surveys lie in another ticket after a merge, counted there until that is looked at too."""
    sorts = sorted({one.sort for one in now} & WANDER)
    return [Q(sort=sort, source__in=[one.source for one in now if one.sort == sort]) for sort in sorts]


def key(row: Counted) -> tuple[str, int, int]:
    return row.sort, row.source, row.turn


def kept_facts(which: Q) -> list[tuple[int, Counted]]:
    rows = Fact.objects.filter(which).order_by("pk").values_list("pk", *STORED)
    return [(row[0], Counted(*row[1:])) for row in rows]
