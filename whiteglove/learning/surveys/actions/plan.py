"""A matter is settled: plan to ask its customer, or keep why nobody will."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from whiteglove.ground.events.models import Event
from whiteglove.learning.surveys import asking, queries
from whiteglove.learning.surveys.asks import Ask
from whiteglove.learning.surveys.gathering import matter_of, repliers
from whiteglove.learning.surveys.models import Survey
from whiteglove.service.desk.models import Message, Solution, Ticket
from whiteglove.service.desk.promise_reader import calendar_of
from whiteglove.service.sla import clock
from whiteglove.service.sla.queries import rules
from whiteglove.service.sla.timetable import NeverOpens

BOT = "bot"


def plan(event: Event) -> Survey | None:
    """`event` is ticket.solved, or ticket.replied by a reply that solved. Once a solution, however often it is told;
    None where nothing is asked.

    Solved by one of ours, or by the customer themselves: what the answer bot solved is no work of anybody's.
    """
    solution = Solution.objects.standing().filter(ticket=event.subject_id, at=event.at).first()
    if solution is None or event.facts.get("side") == BOT or not (event.by_id or event.facts.get("side")):
        return None
    ticket = Ticket.objects.select_related("customer", "team").get(pk=event.subject_id)
    revision, matter = queries.ruling(), matter_of(ticket)
    ask = asking.first_fitting(queries.asks(revision), matter)
    if ask is None:
        return None
    why = asking.never(ask, matter)
    language = ask.language(written_in(ticket), ticket.customer.language)
    try:
        with transaction.atomic():
            return Survey.objects.create(
                ticket=ticket, origin=ticket, solution=solution, customer_id=ticket.customer_id, kind=ask.scale.kind,
                ask=ask.id, revision_id=revision[0], team_id=ticket.team_id, channel=ticket.channel,
                ticket_kind=ticket.kind, language=language, planned_at=event.at,
                due_at=due(ask, ticket, event.at, ask.after),
                person_id=asking.served_by(ticket.assignee_id, event.by_id, repliers(ticket)),
                dropped_at=event.at if why else None, why=why,
            )  # fmt: skip
    except IntegrityError:
        return None  # planned before


def written_in(ticket: Ticket) -> str:
    """The language of the customer's last message that shows one."""
    rows = Message.objects.inbound().filter(ticket=ticket, customer=ticket.customer_id).exclude(language="")
    return rows.order_by("-at", "-id").values_list("language", flat=True).first() or ""


def due(ask: Ask, ticket: Ticket, at: datetime, after: int) -> datetime:
    """When it may leave: so much of the team's opening hours later, or around the clock where it never opens."""
    if not ask.business:
        return at + timedelta(seconds=after)
    try:
        return clock.add(calendar_of(ticket.team_id, at, rules()), at, after)
    except NeverOpens:
        return at + timedelta(seconds=after)
