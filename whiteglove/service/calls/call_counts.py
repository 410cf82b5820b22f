"""How calls went, by day and team, and the calls behind each number: one definition for page, rows and export.

Only calls that came in are counted, but for talking and wrapping up. A matter was solved at once where the call was the
first about its ticket, somebody spoke, a solution of the ticket stands that was made during the call or within half an
hour of its end, and no other call about it followed. That says how calls of a day ended, not whether the matter stayed
settled: “Solved at first contact” has one definition, in the room of the numbers, which hangs it below this page.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)  # fmt: skip

from whiteglove.ground.lib.keyset import Page, page_after
from whiteglove.ground.people.models import Person, Team
from whiteglove.service.desk.models import Solution, Ticket

from . import queries
from .models import Sheet

AFTERWARDS = timedelta(minutes=30)
WHICH = ("calls", "answered", "quick", "missed", "held", "long", "passed", "first", "at_once")
CAME = Q(call__direction="in")
SPOKEN = Q(became="spoken")


@dataclass
class Tally:
    """`calls` came in and ended; `quick` of those were answered within the standard's time; `held` were on hold, `long`
    for longer than it allows; `first` were the first about their ticket, `at_once` solved it. Talking and wrapping up
    are seconds of all, of `talks` and `wraps` calls; of `timed` ones it is known how long they rang."""

    calls: int = 0
    answered: int = 0
    quick: int = 0
    missed: int = 0
    held: int = 0
    long: int = 0
    passed: int = 0
    first: int = 0
    at_once: int = 0
    timed: int = 0
    waited: int = 0
    talks: int = 0
    talked: int = 0
    wraps: int = 0
    wrapped: int = 0

    def add(self, other: "Tally") -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    @property
    def wait(self) -> int | None:
        return round(self.waited / self.timed) if self.timed else None

    @property
    def talk(self) -> int | None:
        return round(self.talked / self.talks) if self.talks else None

    @property
    def wrap(self) -> int | None:
        return round(self.wrapped / self.wraps) if self.wraps else None

    @property
    def numbers(self) -> Iterator[tuple[str, int]]:
        return ((which, getattr(self, which)) for which in WHICH)


@dataclass(frozen=True)
class Row:
    """The calls of a team on a day; `day` None is the whole time, `team` "none" those of no team, "" all."""

    day: date | None
    team: str
    name: str
    sum: Tally


@dataclass(frozen=True)
class Counts:
    days: list[Row]
    teams: list[Row]
    whole: Row


def sheets(person: Person, first: date, last: date) -> QuerySet[Sheet]:
    """The calls that are counted, for this person: those that ended, by the day on which they rang."""
    rows = Sheet.objects.visible_to(person).counted().ended().filter(day__range=(first, last))
    until = ExpressionWrapper(OuterRef("call__ended_at") + AFTERWARDS, DateTimeField())
    since = OuterRef("call__answered_at")
    solved = Solution.objects.standing().filter(ticket=OuterRef("ticket"), at__gte=since, at__lte=until)
    later = Sheet.objects.filter(ticket=OuterRef("ticket"), pk__gt=OuterRef("pk"))
    return rows.alias(solved=Exists(solved), later=Exists(later))


def kinds(now: datetime) -> dict[str, Q]:
    """{what is counted: which calls}, by the times that the standard allows now."""
    allowed = queries.limits(now)
    first = CAME & SPOKEN & Q(first=True)
    return {
        "calls": CAME, "answered": CAME & SPOKEN, "quick": CAME & SPOKEN & Q(waited__lte=allowed.answer),
        "missed": CAME & ~SPOKEN, "held": CAME & Q(holds__gt=0), "long": CAME & Q(held__gt=allowed.hold),
        "passed": CAME & Q(passes__gt=0), "first": first, "at_once": first & Q(solved=True, later=False),
    }  # fmt: skip


def tallies(person: Person, first: date, last: date, now: datetime) -> Iterator[tuple[date, int | None, Tally]]:
    """(day, team, sums)."""
    took = ExpressionWrapper(F("wrapped_at") - F("call__ended_at"), DurationField())
    by_hand = SPOKEN & Q(wrapped_by__isnull=False)
    rows = sheets(person, first, last).order_by().values("day", "team").annotate(
        **{f"n_{which}": Count("pk", filter=kind) for which, kind in kinds(now).items()},
        n_timed=Count("pk", filter=CAME & Q(waited__isnull=False)),
        n_waited=Sum("waited", filter=CAME & SPOKEN), n_talks=Count("pk", filter=SPOKEN),
        n_talked=Sum("talked", filter=SPOKEN), n_wraps=Count("pk", filter=by_hand),
        n_wrapped=Sum(took, filter=by_hand),
    )  # fmt: skip
    for one in rows:
        known = {name.removeprefix("n_"): value or 0 for name, value in one.items() if name.startswith("n_")}
        known["wrapped"] = int(known["wrapped"].total_seconds()) if known["wrapped"] else 0
        yield one["day"], one["team"], Tally(**known)


def counts(person: Person, first: date, last: date, now: datetime) -> Counts:
    """Two statements, however many calls."""
    by_day, by_team, whole = defaultdict(Tally), defaultdict(Tally), Tally()
    for day, team, one in tallies(person, first, last, now):
        for sum_ in (by_day[day, team], by_team[team], whole):
            sum_.add(one)
    names = dict(Team.objects.filter(pk__in=[pk for pk in by_team if pk]).values_list("pk", "name"))
    days = [row(day, team, names, one) for (day, team), one in by_day.items()]
    teams = [row(None, team, names, one) for team, one in by_team.items()]
    return Counts(
        sorted(days, key=lambda one: (-one.day.toordinal(), one.name)), sorted(teams, key=lambda one: one.name),
        Row(None, "", "All teams", whole),
    )  # fmt: skip


def row(day: date | None, team: int | None, names: dict[int, str], one: Tally) -> Row:
    return Row(day, str(team or "none"), names.get(team, "No team"), one)


def behind(
    person: Person, first: date, last: date, now: datetime, *, team: str = "", which: str = "calls", after: str = "",
    size: int = 50,
) -> Page:  # fmt: skip
    """The calls that a number counts, the newest first."""
    rows = sheets(person, first, last).filter(kinds(now)[which], of_team(team))
    page = page_after(rows.select_related(*queries.NEAR, "team"), order=("-id",), after=after, size=size)
    seen = [one.ticket_id for one in page.rows if one.ticket_id]
    opens = set(Ticket.objects.visible_to(person).filter(pk__in=seen).values_list("pk", flat=True))
    for one in page.rows:
        one.opens = one.ticket_id in opens
    return page


def of_team(team: str) -> Q:
    if team == "none":
        return Q(team=None)
    return Q(team=int(team)) if team else Q()
