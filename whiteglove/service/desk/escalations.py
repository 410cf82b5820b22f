"""Escalations as a lead reads them: those that wait, and how they went, with the rows behind each number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from whiteglove.ground.lib.keyset import Page, page_after
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import require

from .escalation_counting import Sum, Went, summed
from .export import cells
from .models import Escalation, Reason, Ticket
from .models.ticket import UNFINISHED

GROUPS = ("reason", "person", "team")
WENT = ("reason", "by", "from_team", "at", "accepted_at", "ended_at", "ending")
NEAR = ("ticket__customer", "by", "to_person", "to_team", "accepted_by", "ended_by", "from_team")
COLUMNS = (
    "ticket", "customer", "reason", "words", "by", "team", "to", "at", "accepted_at", "accepted_by", "ended_at",
    "ended_by", "ending", "answer",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of a table: `group` and `key` lead to the rows behind it; both "" for all together."""

    group: str
    key: str
    name: str
    sum: Sum


@dataclass(frozen=True)
class Counts:
    whole: Row
    reasons: list[Row]
    teams: list[Row]
    people: list[Row]


def seen(person: Person) -> QuerySet[Escalation]:
    """Of tickets this person sees: nothing of another is told, not even that it was."""
    return Escalation.objects.filter(ticket__in=Ticket.objects.visible_to(person))


def counted(person: Person, first: date, last: date) -> QuerySet[Escalation]:
    """Those that count, asked for on these days: the one place where some are kept out. Who takes theirs back before
    anybody had it asked for nothing."""
    zone = timezone.get_current_timezone()
    start = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    return seen(person).exclude(ending="withdrawn").filter(at__gte=start, at__lt=end)


def standing(person: Person, *, taken: bool = False, after: str = "", size: int = 25) -> Page:
    """Those nobody has ended yet, who waits longest first: of open tickets, taken on by somebody or not."""
    rows = seen(person).standing().filter(accepted_at__isnull=not taken, ticket__state__in=UNFINISHED)
    return page_after(rows.select_related(*NEAR), order=("at", "id"), after=after, size=size)


def counts(person: Person, first: date, last: date) -> Counts:
    """Three statements, however many escalations."""
    rows = counted(person, first, last).order_by()
    lines = [
        Went(*one) for one in rows.values_list("reason", "by", "from_team", "at", "accepted_at", "ended_at", "ending")
    ]
    reasons, people, teams = (summed(lines, lambda one, n=n: one[n]) for n in range(3))
    names = dict(Person.objects.filter(pk__in=[pk for pk in people if pk]).values_list("pk", "name"))
    called = dict(Team.objects.filter(pk__in=[pk for pk in teams if pk]).values_list("pk", "name"))
    whole = Sum()
    for one in lines:
        whole.add(one)
    return Counts(
        Row("", "", "All together", whole),
        [Row("reason", value, label, reasons[value]) for value, label in Reason.choices if value in reasons],
        by_name("team", teams, called, "No team"),
        by_name("person", people, names, "The desk itself"),
    )


def by_name(group: str, sums: dict, names: dict, nobody: str) -> list[Row]:
    """By name, never by number: this is no ranking."""
    rows = [Row(group, str(key or "none"), names.get(key, nobody), one) for key, one in sums.items()]
    return sorted(rows, key=lambda row: row.name)


def behind(
    person: Person, first: date, last: date, *, group: str = "", key: str = "", which: str = "asked", after: str = "",
    size: int = 50,
) -> Page:  # fmt: skip
    """The escalations that a number counts, the newest first."""
    rows = counted(person, first, last).filter(of_group(group, key), of_kind(which))
    return page_after(rows.select_related(*NEAR), order=("-at", "-id"), after=after, size=size)


def of_group(group: str, key: str) -> Q:
    if not group:
        return Q()
    field = {"reason": "reason", "person": "by", "team": "from_team"}[group]
    return Q(**{field: key if group == "reason" else None if key == "none" else int(key)})


def of_kind(which: str) -> Q:
    return {
        "asked": Q(), "waiting": Q(accepted_at__isnull=True, ended_at__isnull=True),
        "taken": Q(accepted_at__isnull=False), "returned": Q(ending="returned"), "resolved": Q(ending="resolved"),
    }[which]  # fmt: skip


def as_csv(person: Person, first: date, last: date) -> Iterator[str]:
    """Every escalation that is counted, one a line."""
    require(person, "desk.count_escalations")
    yield cells(COLUMNS)
    for row in counted(person, first, last).select_related(*NEAR).order_by("at", "id").iterator(500):
        yield cells([
            row.ticket_id, row.ticket.customer.name, row.reason, row.text, row.by, row.from_team,
            row.to_person or row.to_team, row.at, row.accepted_at, row.accepted_by, row.ended_at, row.ended_by,
            row.ending, row.answer,
        ])  # fmt: skip
