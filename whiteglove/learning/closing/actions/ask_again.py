"""It is time to ask whether all is still well: a letter goes out, or somebody is reminded; or there is no need."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from whiteglove.ground.events.models import Event
from whiteglove.learning.closing import queries
from whiteglove.learning.closing.in_force import Closing
from whiteglove.learning.closing.models import FollowUp, How, Stage
from whiteglove.learning.closing.when import proper
from whiteglove.service.desk import unasked_letters
from whiteglove.service.desk.actions.change import changing
from whiteglove.service.desk.actions.each import each
from whiteglove.service.desk.actions.send_letter import send_letter, whom
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Commitment, DeskRules, Message, Solution, State, Ticket

from .follow_up import call_off, end, held, hours_of, locked, put, tell

WROTE, WELL = "the customer wrote", "they answered that all is well"
CALLED, OWED = "the customer called", "they are owed a call back"
RANG = ["call"]  # the flag of a message that says the telephone rang
KIND = "follow-up"


def plan_by_rule(event: Event) -> FollowUp | None:
    """`event`: what solved a ticket. Where a rule of the pack fits; once for each solution, however often it runs."""
    if event.facts.get("state") != State.SOLVED or event.by_id is None:
        return None
    closing = queries.in_force()
    with transaction.atomic():
        ticket = locked(Ticket(pk=event.subject_id))
        solution = Solution.objects.standing().filter(ticket=ticket).first()
        rule = closing.rule_for(queries.traits_of(ticket)) if closing else None
        if rule is None or solution is None or FollowUp.objects.filter(solution=solution).exists():
            return None
        if not Message.objects.replies().filter(ticket=ticket).exists() or standing(ticket):
            return None
        return put(ticket, solution, by=None, at=solution.at, days=rule.after, rule=rule.id)


def standing(ticket: Ticket) -> bool:
    return FollowUp.objects.standing().filter(ticket=ticket).exists()


def call_off_where_over(event: Event) -> None:
    """The ticket was opened again, merged, or its customer wrote: nobody need ask any more."""
    rows = FollowUp.objects.standing().filter(ticket=event.subject_id).select_related("solution", "ticket")
    for row in rows:
        if why := over(row.ticket, row):
            call_off(follow_up=row, by=None, at=event.at, why=why)


def over(ticket: Ticket, row: FollowUp) -> str:
    """Why there is nothing left to ask; "" while there is."""
    if ticket.state == State.MERGED:
        return f"it was merged into #{ticket.merged_into_id}"
    if ticket.state != State.SOLVED or row.solution.ended_at:
        return "it was opened again"
    return ""


def ask_due(*, at: datetime, limit: int = 100) -> int:
    """What is due, each in a transaction of its own. Returns how many were looked at."""
    due = list(FollowUp.objects.to_do(at).order_by("due_at", "id")[:limit])
    return each(due, lambda row: ask(follow_up=row, at=at), lambda row: f"Following up #{row.ticket_id}")


def ask(*, follow_up: FollowUp, at: datetime) -> FollowUp:
    """The letter, that it was sent, and that it is so are one transaction: never twice, whatever is killed when."""
    with transaction.atomic():
        unasked_letters.hold(customer_of(follow_up))
        ticket, row = held(follow_up)
        if row.state != Stage.PLANNED or row.due_at > at:
            return row
        closing = queries.in_force()
        if why := over(ticket, row) or answered_by_itself(ticket, row, closing, at):
            end(row, Stage.OFF, None, at, why)
            tell("follow_up.called_off", ticket, row, None, at, why=why)
        elif (moment := free(ticket, row, at)) > at:
            row.due_at = moment
            row.save(update_fields=["due_at"])
        elif row.how == How.REMINDER or not sent(ticket, row, closing, at):
            row.how, row.state = How.REMINDER, Stage.DUE
            row.save(update_fields=["how", "state"])
            tell("follow_up.due", ticket, row, None, at)
    return row


def customer_of(follow_up: FollowUp) -> int:
    return Ticket.objects.values_list("customer_id", flat=True).get(pk=follow_up.ticket_id)


def free(ticket: Ticket, row: FollowUp, at: datetime) -> datetime:
    """The first proper moment from now on; of a letter, one that follows no other unasked one at once."""
    wait = unasked_letters.wait_until(KIND, ticket.customer_id, at) if row.how == How.LETTER else None
    return proper(wait or at, *hours_of(ticket, at))


@unasked_letters.writes(KIND)
def last_sent(customer: int) -> datetime | None:
    rows = FollowUp.objects.filter(ticket__customer=customer, state=Stage.SENT, message__isnull=False)
    return rows.aggregate(last=Max("ended_at"))["last"]


def answered_by_itself(ticket: Ticket, row: FollowUp, closing: Closing | None, at: datetime) -> str:
    """Why it goes to nobody: they wrote or called meanwhile, about whatever, are owed a call, or were asked lately."""
    theirs = Message.objects.filter(at__gt=row.solution.at)
    if theirs.inbound().filter(customer=ticket.customer_id, flags=[]).exists():
        return WROTE
    rang = theirs.standing().filter(ticket__customer=ticket.customer_id, flags=RANG)
    began = Ticket.objects.filter(customer=ticket.customer_id, channel="phone", opened_at__gt=row.solution.at)
    if rang.exists() or began.exists():
        return CALLED
    if Commitment.objects.calls().unsettled().filter(ticket__customer=ticket.customer_id).exists():
        return OWED
    days = closing.quiet_days if closing else 0
    lately = FollowUp.objects.filter(
        ticket__customer=ticket.customer_id, state=Stage.SENT, ended_at__gt=at - timedelta(days=days)
    )
    return "they were asked about something else lately" if days and lately.exists() else ""


def sent(ticket: Ticket, row: FollowUp, closing: Closing | None, at: datetime) -> bool:
    """Whether a letter goes out: not without words for it, an address that is reached, or a mailbox."""
    to = whom(ticket)
    rules = DeskRules.current()
    company = rules.company or (ticket.account.name if ticket.account_id else "")
    agent = row.person.first_name if row.person_id and row.person.is_active else ""
    words = {"name": ticket.customer.first_name, "number": str(ticket.pk), "subject": ticket.title}
    language = ticket.customer.language or "en"
    text = closing.letter(language, **words, company=company, agent=agent).strip() if closing else ""
    return bool(to and text) and went(lambda: posted(ticket, row, to, text, at))


def went(post: Callable[[], None]) -> bool:
    try:
        post()
    except Refused:  # no mailbox
        return False
    return True


def posted(ticket: Ticket, row: FollowUp, to: dict[str, str], text: str, at: datetime) -> None:
    with changing(ticket, by=None, at=at, permit="desk.see") as now:
        row.message = send_letter(now, to=to, text=text, at=at)
        end(row, Stage.SENT, None, at)
        tell("follow_up.sent", now, row, None, at, message=row.message_id)


def note_that_all_is_well(event: Event) -> None:
    """`event`: an answer left its ticket solved. What became of asking stands beside it; twice is once."""
    with transaction.atomic():
        ticket = locked(Ticket(pk=event.subject_id))
        row = FollowUp.objects.filter(ticket=ticket, state=Stage.SENT).order_by("-id").first()
        if row and not row.why:
            row.why = WELL
            row.save(update_fields=["why"])
