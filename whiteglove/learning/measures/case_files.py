"""Reads what happened to many tickets at once: about ten statements, however many tickets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from whiteglove.ground.events.models import Event
from whiteglove.learning.quality.models import Review, Score
from whiteglove.learning.surveys.models import Survey, SurveyAnswer
from whiteglove.service.desk.actions.judge_clocks import rules_in_force, said_in
from whiteglove.service.desk.happenings import Happened, Wrote, facts_of
from whiteglove.service.desk.models import (
    Assignment,
    ChatWait,
    Clock,
    ClockState,
    Commitment,
    Escalation,
    Message,
    MessageKind,
    Outcome,
    Solution,
    Stage,
    State,
    Ticket,
)
from whiteglove.service.desk.models.message import STOPPED
from whiteglove.service.desk.promise_reader import calendar_of
from whiteglove.service.desk.spoken import with_calls
from whiteglove.service.sla import clock
from whiteglove.service.sla.queries import Rules as ClockRules
from whiteglove.service.sla.queries import default_calendar

from .call_files import calls_of, rung
from .case import Answered, Case, Judged, Promised, Question, Ran, Rules, Solved, Visited
from .counting import counting
from .models import Departure

TICKET = ("pk", "team_id", "assignee_id", "channel", "kind", "priority", "state", "customer_id")
DECIDED = (ClockState.MET, ClockState.BREACHED)
SEEN_TO = (Outcome.ANSWERED, Outcome.ABANDONED, Outcome.MISSED)
ENDED = (Stage.KEPT, Stage.BROKEN)
Grouped = dict[int, list[Any]]


def zone_name() -> str:
    """The house's zone, by which days are told: that of the default calendar."""
    return default_calendar().info.key


def rules_for(team: int | None, by: ClockRules, zone: Any) -> Rules:
    numbers = counting()

    def opened(a: datetime, b: datetime) -> float:
        return max(0.0, clock.between(calendar_of(team, a, by), a, b))

    return Rules(day_in(zone), opened, timedelta(days=numbers.first_contact_days), timedelta(days=numbers.silent_days))


def day_in(zone: Any) -> Callable[[datetime], date]:
    return lambda at: at.astimezone(zone).date()


def clock_rules() -> ClockRules:
    return rules_in_force()


def cases(tickets: Iterable[int]) -> list[Case]:
    """Those of these numbers that are there, with all that counts of them."""
    rows = list(Ticket.objects.filter(pk__in=list(tickets)).order_by("pk").values_list(*TICKET))
    numbers = [row[0] for row in rows]
    if not rows:
        return []
    told, said, moved = happened(numbers), *spoken(numbers)
    answers, (heard, calls) = said_by_people(numbers), calls_of(told)
    solved, others = solutions(numbers), matters({row[-1] for row in rows})
    more = {
        "held": grouped(Assignment, numbers, "at", "ended_at", "person_id"),
        "escalations": grouped(Escalation, numbers, "at", "by_id"),
        "clocks": decided(numbers), "promises": promised(numbers), "visits": visited(numbers),
        "questions": questions(numbers), "judged": judged(numbers), "rung": rung(numbers),
    }  # fmt: skip
    found = []
    for pk, team, assignee, channel, kind, priority, state, customer in rows:
        events = told[pk]
        merged = state == State.MERGED
        words = after_merges(pk) if pk in moved and not merged else said[pk]
        facts = [] if merged else with_calls(facts_of(events, words, team), heard[pk])
        found.append(Case(
            pk, team, assignee, channel, kind, priority, merged, facts, answers[pk], calls=calls[pk],
            solutions=solved[pk], undone=undone_in(events),
            joined=frozenset(one.at for one in events if one.name == "ticket.took_in"),
            others=[(at, of) for other, at, of in others[customer] if other != pk],
            **{name: groups[pk] for name, groups in more.items()},
        ))  # fmt: skip
    return found


def after_merges(ticket: int) -> list[Wrote]:
    """Where merges have brought words the desk itself says what counts of them: rare, and asked one by one."""
    return said_in(Ticket.objects.get(pk=ticket))


def happened(tickets: Sequence[int]) -> dict[int, list[Happened]]:
    """What happened to each and to the calls about it."""
    found: dict[int, list[Happened]] = defaultdict(list)
    ours = Q(name__startswith="ticket.") | Q(name__startswith="call.")
    rows = Event.objects.filter(ours, subject_type="ticket", subject_id__in=tickets)
    for ticket, name, at, facts in rows.order_by("id").values_list("subject_id", "name", "at", "facts"):
        found[ticket].append(Happened(name, at, facts))
    return found


def spoken(tickets: Sequence[int]) -> tuple[dict[int, list[Wrote]], set[int]]:
    """What was said in each, and those to which a merge has brought something."""
    found: dict[int, list[Wrote]] = defaultdict(list)
    moved: set[int] = set()
    rows = Message.objects.filter(ticket__in=tickets).standing().exclude(kind=MessageKind.NOTE).in_order()
    for ticket, kind, at, flags, source in rows.values_list("ticket_id", "kind", "at", "flags", "moved_from_id"):
        found[ticket].append(Wrote(kind, at, bool(flags)))
        if source:
            moved.add(ticket)
    return found, moved


def said_by_people(tickets: Sequence[int]) -> Grouped:
    """Each reply that left, and each line of a call."""
    found: Grouped = defaultdict(list)
    rows = Message.objects.filter(ticket__in=tickets).replies().in_order()
    told = rows.values_list("ticket_id", "flags", "at", "author_id", "spoken__sheet__call_id")
    for ticket, flags, *answer in told:
        if STOPPED not in flags:
            found[ticket].append(Answered(*answer))
    return found


def undone_in(events: Iterable[Happened]) -> frozenset[datetime]:
    """The instants at which a reply was taken back or the bot solved it."""
    return frozenset(
        one.at for one in events
        if one.name == "ticket.reply_undone" or (one.name == "ticket.solved" and one.facts.get("side") == "bot")
    )  # fmt: skip


def grouped(model: Any, tickets: Sequence[int], *names: str) -> Grouped:
    found: Grouped = defaultdict(list)
    for ticket, *row in model.objects.filter(ticket__in=tickets).order_by("at", "pk").values_list("ticket_id", *names):
        found[ticket].append(tuple(row))
    return found


def solutions(tickets: Sequence[int]) -> Grouped:
    found = grouped(Solution, tickets, "pk", "at", "by_id", "ended_at")
    return defaultdict(list, {ticket: [Solved(*row) for row in rows] for ticket, rows in found.items()})


def decided(tickets: Sequence[int]) -> Grouped:
    """Clocks that were kept, or weren't: late ones count from the instant they were due."""
    found: Grouped = defaultdict(list)
    rows = Clock.objects.filter(ticket__in=tickets, state__in=DECIDED).order_by("pk")
    names = ("ticket_id", "pk", "metric", "target__key", "breached_at", "ended_at", "due_at", "facts")
    for ticket, pk, metric, key, breached_at, ended_at, due_at, facts in rows.values_list(*names):
        at = breached_at or ended_at or due_at
        if at is not None:
            elapsed = facts.get("elapsed")
            found[ticket].append(Ran(pk, metric, key or "", breached_at is None, at, ended_at, elapsed))
    return found


def promised(tickets: Sequence[int]) -> Grouped:
    found: Grouped = defaultdict(list)
    for one in Commitment.objects.filter(ticket__in=tickets, state__in=ENDED).order_by("pk"):
        kept = one.state == Stage.KEPT and not one.late
        found[one.ticket_id].append(Promised(one.pk, one.due_at or one.ended_at, kept, one.person_id))
    return found


def visited(tickets: Sequence[int]) -> Grouped:
    found: Grouped = defaultdict(list)
    rows = list(ChatWait.objects.filter(ticket__in=tickets, outcome__in=SEEN_TO).order_by("pk"))
    authors = dict(
        Message.objects.filter(pk__in=[one.answer for one in rows if one.answer]).values_list("pk", "author")
    )
    for one in rows:
        answered = one.outcome == Outcome.ANSWERED
        author = authors.get(one.answer or 0)
        visit = Visited(one.pk, one.began_at, one.day, one.team_id, answered, one.waited if answered else None, author)
        found[one.ticket_id].append(visit)
    return found


def questions(tickets: Sequence[int]) -> Grouped:
    """What customers were asked, and their answers; what doesn't count there doesn't here."""
    found: Grouped = defaultdict(list)
    asked = Survey.objects.counted().filter(ticket__in=tickets).order_by("pk")
    answers = {one.survey_id: one for one in SurveyAnswer.objects.counted().filter(survey__in=asked)}
    for one in asked:
        answer = answers.get(one.pk)
        said = (answer.answered_at, answer.score, answer.band) if answer else ()
        about = (one.pk, one.kind, one.asked_at, one.person_id, one.channel, one.ticket_kind)
        found[one.ticket_id].append(Question(*about, *said))
    return found


def judged(tickets: Sequence[int]) -> Grouped:
    """Points given by people and by the scorecard itself; what doesn't count there doesn't here."""
    found: Grouped = defaultdict(list)
    given = Review.objects.given().ordinary().filter(total__isnull=False)
    for sort, rows, names in (
        ("review", given, ("given_at", "about_id")), ("score", Score.objects.counted(), ("solved_at", "person_id")),
    ):  # fmt: skip
        told = rows.filter(ticket__in=tickets).order_by("pk").values_list("ticket_id", "pk", *names, "total")
        for ticket, pk, at, person, points in told:
            found[ticket].append(Judged(pk, sort, at, person, points))
    return found


def matters(customers: set[int]) -> dict[int, list[tuple[int, datetime, str]]]:
    """Every matter of these customers that stands: its number, when it began, its kind."""
    found: dict[int, list[tuple[int, datetime, str]]] = defaultdict(list)
    rows = Ticket.objects.filter(customer__in=customers).standing().order_by("pk")
    for customer, pk, at, kind in rows.values_list("customer_id", "pk", "opened_at", "kind"):
        found[customer].append((pk, at, kind))
    return found


def words_of(customers: Sequence[int]) -> dict[int, list[datetime]]:
    """When each of them wrote to us, machines of theirs left out."""
    found: dict[int, list[datetime]] = defaultdict(list)
    rows = Message.objects.inbound().filter(customer__in=customers, flags=[]).order_by("at", "id")
    for customer, at in rows.values_list("customer_id", "at"):
        found[customer].append(at)
    return found


def teams_of(customers: Sequence[int]) -> dict[int, int | None]:
    """The team of each one's latest ticket."""
    rows = Ticket.objects.filter(customer__in=customers).standing().order_by("opened_at", "pk")
    return dict(rows.values_list("customer_id", "team_id"))


def left(customers: Sequence[int]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for customer, at in Departure.objects.standing().filter(customer__in=customers).values_list("customer_id", "at"):
        found[customer].append(at)
    return found
