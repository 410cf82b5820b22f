"""Ask: one mail for one survey, queued in the transaction that says so, whatever is killed when."""

from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.learning.surveys import asking, letters, queries
from whiteglove.learning.surveys.asks import Ask
from whiteglove.learning.surveys.gathering import matter_of
from whiteglove.learning.surveys.models import Survey, Why
from whiteglove.service.channels.actions.send import send
from whiteglove.service.channels.contract import OutboundMessage, Party
from whiteglove.service.channels.email.ids import reply_token
from whiteglove.service.channels.models import Account
from whiteglove.service.desk import addressing, unasked_letters
from whiteglove.service.desk.actions.each import each
from whiteglove.service.desk.actions.send_out import account_of
from whiteglove.service.desk.actions.write import remember_ids
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import MailId, Message, Ticket

from .plan import due
from .tell import tell

AT_ONCE = 200
KIND = "survey"
# After that the customer has forgotten it: a house that was switched off for long doesn't ask.
TOO_LATE = timedelta(days=7)


def ask_due(at: datetime) -> int:
    """All whose time has come, each by itself. Returns how many were looked at."""
    due = Survey.objects.due(at).order_by("due_at", "id").values_list("pk", flat=True)[:AT_ONCE]
    return each(list(due), lambda pk: ask_one(pk, at), lambda pk: f"survey {pk}")


def ask_one(pk: int, at: datetime) -> Survey | None:
    """None if somebody was quicker. Whom it goes to is decided now, not when it was planned."""
    with transaction.atomic():
        survey = held(pk)
        if survey is None:
            return None
        ticket = survey.ticket
        ask, matter = queries.ask_of(survey), matter_of(ticket, but=survey.pk)
        if ask is None:
            return drop(survey, Why.SWITCHED_OFF, at)
        why = late(survey, at) or same_solution(survey) or asking.not_now(ask, matter, at)
        if not why and (moment := unasked_letters.wait_until(KIND, survey.customer_id, at)):
            return put_off(survey, ask, moment)
        account = None if why else mailbox(ticket, matter.address)
        if why or account is None:
            return drop(survey, why or Why.NO_MAILBOX, at)
        return post(survey, ask, account, matter.address, at)


def held(pk: int) -> Survey | None:
    """It waits still, and nothing of its customer, its ticket or itself changes until the transaction ends: locked in
    this order, as messages that come in do. Two of one customer, due at once: the second sees that the first was asked;
    and nobody is asked about what is opened again in the same instant."""
    found = Survey.objects.filter(pk=pk).values_list("customer", "ticket").first()
    if found is None:
        return None
    customer, number = found
    unasked_letters.hold(customer)
    near = Ticket.objects.select_for_update(of=("self",), no_key=True).select_related("customer", "account", "team")
    ticket = near.get(pk=number)
    rows = Survey.objects.select_for_update().waiting().filter(pk=pk, customer=customer, ticket=ticket)
    if survey := rows.first():
        survey.ticket = ticket
    return survey


def put_off(survey: Survey, ask: Ask, moment: datetime) -> Survey:
    """To the first opening hour from then on."""
    survey.due_at = due(ask, survey.ticket, moment, 1)
    survey.save(update_fields=["due_at"])
    return survey


def late(survey: Survey, at: datetime) -> str:
    return Why.TOO_LATE if survey.due_at and at - survey.due_at > TOO_LATE else ""


def same_solution(survey: Survey) -> str:
    """Opened again and solved again has a survey of its own."""
    standing = survey.solution is not None and survey.solution.ended_at is None
    moved = survey.ticket_id != survey.origin_id
    return (Why.MERGED if moved else "") or ("" if standing else Why.REOPENED)


def drop(survey: Survey, why: str, at: datetime) -> Survey:
    survey.dropped_at, survey.why = at, why
    survey.save(update_fields=["dropped_at", "why"])
    return survey


def mailbox(ticket: Ticket, address: str) -> Account | None:
    """Which one it leaves by: never the chat's, because its visitor has gone."""
    try:
        return account_of(ticket, Message(ticket=ticket, to=[{"name": "", "address": address}]))
    except Refused:
        return None


def post(survey: Survey, ask: Ask, account: Account, address: str, at: datetime) -> Survey:
    """In the thread of the mails, so that a reply comes back to the ticket; beside the ticket's own messages."""
    ticket = survey.ticket
    letter = letters.letter(survey, ask, account)
    in_reply_to, references = addressing.chain(ticket)
    outgoing = send(
        OutboundMessage(
            account_id=account.pk, ref=f"survey:{survey.pk}", to=[Party(ticket.customer.name, address)],
            subject=letter.subject, text=letter.text, html=letter.html, headers=letter.headers,
            in_reply_to=in_reply_to, references=references, auto=True,
            reply_token=reply_token(f"ticket:{ticket.pk}"), from_name=account.name,
        ),
        by=None, at=at, account=account,
    )  # fmt: skip
    remember_ids(ticket, {MailId.Direction.OUT: [outgoing.message_id]})
    survey.asked_at, survey.expires_at = at, at + ask.expires
    survey.outgoing, survey.address = outgoing, address
    survey.save(update_fields=["asked_at", "expires_at", "outgoing", "address"])
    tell("survey.sent", survey, None, at)
    return survey
