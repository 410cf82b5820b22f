"""What may be drawn for review: the last two weeks' scored conversations, each with what speaks for it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from whiteglove.ground.people.models import Person, Role
from whiteglove.learning.standards.models import Signal
from whiteglove.learning.surveys.models import SurveyAnswer
from whiteglove.service.desk.models import Clock, Escalation

from .drawing import Candidate
from .models import Review, Sample, Score

BACK = timedelta(days=14)
MOST = 2000


def candidates(week: date, at: datetime, how: Mapping[str, Any]) -> list[Candidate]:
    """Six statements. Conversations reviewed or drawn before are left out, and those of people who have left."""
    rows = Score.objects.counted().filter(person__is_active=True, solved_at__gte=at - BACK)
    rows = rows.exclude(ticket__in=Review.objects.standing().values("ticket")).exclude(
        ticket__in=Sample.objects.values("ticket")
    )
    found = list(rows.order_by("-solved_at", "-id").values_list("ticket", "ticket__team", "person", "total")[:MOST])
    tickets = [one[0] for one in found]
    risky, new = at_risk(tickets), newcomers({one[2] for one in found}, at, how["newcomer_days"])
    leads = reviewers()
    return [
        Candidate(ticket, person, may_review(leads, team), _why(ticket in risky, total < how["low"], person in new))
        for ticket, team, person, total in found
    ]


def _why(risky: bool, low: bool, new: bool) -> frozenset[str]:
    return frozenset(name for name, so in (("risk", risky), ("low", low), ("newcomer", new)) if so)


def at_risk(tickets: Iterable[int]) -> set[int]:
    """A signal, an escalation, a clock that ran over, a bad answer of the customer."""
    chosen = list(tickets)
    found = set(Signal.objects.standing().filter(ticket__in=chosen).values_list("ticket", flat=True))
    found |= set(Escalation.objects.filter(ticket__in=chosen).values_list("ticket", flat=True))
    found |= set(
        SurveyAnswer.objects.counted()
        .filter(survey__ticket__in=chosen, bad=True)
        .values_list("survey__ticket", flat=True)
    )
    over = Clock.objects.filter(ticket__in=chosen, breached_at__isnull=False)
    return found | set(over.values_list("ticket", flat=True))


def newcomers(people: Iterable[int], at: datetime, days: int) -> set[int]:
    since = at - timedelta(days=days)
    return set(Person.objects.filter(pk__in=list(people), joined_at__gte=since).values_list("pk", flat=True))


def reviewers() -> dict[int, set[int]]:
    """{lead: their teams}."""
    leads = Person.objects.active().filter(role=Role.LEAD).prefetch_related("memberships")
    return {one.pk: {each.team_id for each in one.memberships.all()} for one in leads}


def may_review(leads: Mapping[int, set[int]], team: int | None) -> tuple[int, ...]:
    return tuple(sorted(pk for pk, teams in leads.items() if team is None or team in teams))
