"""How chats were answered, by day and team: what a lead reads, and the chats behind each number."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from whiteglove.ground.lib.keyset import Page, page_after
from whiteglove.ground.people.models import Person, Team

from .chat_counting import ABANDONED, MISSED, Sum
from .models import ChatWait, Ticket

WHICH = ("all", "by_bot", "waiting", "answered", "abandoned", "missed")


@dataclass(frozen=True)
class Row:
    """The chats of a team on a day; `day` None is the whole time, `team` "none" those of no team, "" all of them."""

    day: date | None
    team: str
    name: str
    sum: Sum


@dataclass(frozen=True)
class Counts:
    days: list[Row]
    teams: list[Row]
    whole: Row


def counts(person: Person, first: date, last: date) -> Counts:
    """Two statements, however many chats; the newest day first. Added up here are lines of one day, team, outcome and
    length of wait in seconds."""
    rows = ChatWait.objects.visible_to(person).filter(day__range=(first, last)).order_by()
    lines = rows.values_list("day", "team", "outcome", "waited").annotate(many=Count("pk"))
    by_day, by_team, whole = defaultdict(Sum), defaultdict(Sum), Sum()
    for day, team, *told in lines:
        for one in (by_day[day, team], by_team[team], whole):
            one.add(*told)
    names = dict(Team.objects.filter(pk__in=[pk for pk in by_team if pk]).values_list("pk", "name"))
    days = [row(day, team, names, one) for (day, team), one in by_day.items()]
    teams = [row(None, team, names, one) for team, one in by_team.items()]
    return Counts(
        sorted(days, key=lambda one: (-one.day.toordinal(), one.name)), sorted(teams, key=lambda one: one.name),
        Row(None, "", "All teams", whole),
    )  # fmt: skip


def row(day: date | None, team: int | None, names: dict[int, str], one: Sum) -> Row:
    return Row(day, str(team or "none"), names.get(team, "No team"), one)


def behind(
    person: Person, first: date, last: date, *, team: str = "", which: str = "all", after: str = "", size: int = 50
) -> Page:
    """The chats that a number counts, the newest first, each with whether its ticket `opens` for this person. Two
    statements a page."""
    rows = ChatWait.objects.visible_to(person).filter(of_team(team), of_kind(which), day__range=(first, last))
    page = page_after(
        rows.select_related("ticket__customer", "team"), order=("-began_at", "-id"), after=after, size=size
    )
    mark_seen(person, page.rows)
    return page


def of_team(team: str) -> Q:
    if team == "none":
        return Q(team=None)
    return Q(team=int(team)) if team else Q()


def of_kind(which: str) -> Q:
    if which == "abandoned":
        return Q(outcome__in=[ABANDONED, MISSED])
    return Q() if which == "all" else Q(outcome=which)


def mark_seen(person: Person, rows: Iterable[ChatWait]) -> None:
    """A chat may have gone on in another team's ticket."""
    rows = list(rows)
    here = Ticket.objects.visible_to(person).filter(pk__in=[one.ticket_id for one in rows])
    seen = set(here.values_list("pk", flat=True))
    for one in rows:
        one.opens = one.ticket_id in seen
