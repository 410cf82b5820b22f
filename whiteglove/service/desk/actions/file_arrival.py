"""A mail becomes a message: in the ticket it belongs to, or in a new one. Nothing is lost on the way."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.lib.instances import fresh
from whiteglove.service.channels.contract import Filed, InboundMessage, Party
from whiteglove.service.channels.models import Account, Arrival
from whiteglove.service.customers.actions.recognise import Contact, meet
from whiteglove.service.customers.actions.touch import touch
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.acquaintance import known_about, mail_of, who_wrote
from whiteglove.service.desk.addressing import bare, comparable
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.happenings import Story
from whiteglove.service.desk.models import DeskRules, Link, MailId, Message, MessageKind, State, Ticket
from whiteglove.service.desk.staying_solved import ALL_WELL, REST, stays_solved
from whiteglove.service.desk.threading import Decision, Known, Mail, ids_in, parents_in, thread

from .acknowledge import HOUR, acknowledge, acknowledgement
from .attend import attend, goes_on
from .change import changing, columns, keep, tell
from .keep_content import keep_content
from .open_ticket import begin
from .snooze import end_snooze
from .solve import unsettle
from .write import count_in, remember_ids

TRIES = 3


def file_arrival(inbound: InboundMessage, arrival: Arrival) -> Filed:
    """File one mail, in the caller's transaction (or one of its own). Raises only if the database does."""
    # No savepoint: what fails here fails the whole arrival.
    with transaction.atomic(savepoint=False):
        at = arrival.received_at
        sender = inbound.sender
        contact = None if inbound.flags.auto_reply else Contact(offset_of(inbound))
        known = acquaintance_of(inbound)
        customer, noted = (known, False) if known else meet(
            email=address_of(inbound), name=sender.name, language=inbound.language, at=at, contact=contact
        )  # fmt: skip
        rules = DeskRules.current()
        mail = mail_of(inbound)
        ticket, message, decision = place(mail, inbound, arrival, customer, rules, at)
        if contact and not noted:
            touch(customer, at=at, language=inbound.language, utc_offset=contact.utc_offset)
    action = {"open": "opened", "reopen": "reopened"}.get(decision.action, "appended")
    return Filed(ticket.pk, message.pk, action, [decision.chosen, *(f.why for f in decision.rejected)])


def address_of(inbound: InboundMessage) -> str:
    """What the customer is known by: in a chat only what its site vouches for, never what is merely typed."""
    return inbound.sender.address if inbound.answered_by_mail else inbound.vouched_address


def acquaintance_of(inbound: InboundMessage) -> Customer | None:
    """Whom the channel knows from an earlier conversation; None where it knows nobody or somebody vouches anew."""
    kind, _, number = inbound.acquainted_by.partition(":")
    if kind != "ticket" or inbound.vouched_address:
        return None
    if found := who_wrote(inbound.sender.address, int(number)):
        return found
    ticket = Ticket.objects.filter(pk=int(number)).select_related("customer__merged_into").first()
    return ticket.customer.current if ticket else None


def place(
    mail: Mail, inbound: InboundMessage, arrival: Arrival, customer: Customer, rules: DeskRules, at: datetime
) -> tuple[Ticket, Message, Decision]:
    """Decide and file; decided anew if the ticket is merged away in this very moment."""
    for attempt in range(TRIES):
        known = known_about(mail, since=at - HOUR)
        decision = thread(mail, known, at=at, reopen_within=timedelta(days=rules.reopen_within_days))
        if decision.action == "reopen" and nothing_asked(decision, inbound):
            decision = replace(decision, action=REST, chosen="It answers that all is well, and nothing is asked.")
        if decision.ticket is None:
            return *open_for(decision, inbound, arrival, customer, rules, known, at), decision
        try:
            return *append_to(decision, inbound, arrival, customer, known, at), decision
        except Refused:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def nothing_asked(decision: Decision, inbound: InboundMessage) -> bool:
    """Whether it says that all is well, and no more: then a solved ticket stays as it is."""
    return not inbound.attachments and stays_solved(decision.ticket, inbound.new_text or inbound.text)


def open_for(
    decision: Decision,
    inbound: InboundMessage,
    arrival: Arrival,
    customer: Customer,
    rules: DeskRules,
    known: Known,
    at: datetime,
) -> tuple[Ticket, Message]:
    """All of the new ticket is at hand until it is kept, so nothing that was just written is read again."""
    account = arrival.account
    ticket = begin(
        customer=customer, at=at, subject=inbound.subject, account=account, team=account.team if account else None,
        channel=inbound.kind, place_id=inbound.place_id, kind=inbound.matter,
    )  # fmt: skip
    begun = columns(ticket)
    attended = attend(ticket, inbound, arrival, at)
    if decision.linked:
        Link.objects.create(ticket=ticket, other_id=decision.linked, at=at, why=decision.chosen[:300])
    message = written(ticket, decision, inbound, arrival, customer, known, at)
    answer = acknowledgement(ticket, message, inbound, rules, known, at=at)
    keep_content(message, inbound, [answer] if answer else [])
    count_in(ticket, message)
    opened = tell(
        "ticket.opened", ticket, None, at,
        message=message.pk, customer=customer.pk, channel=inbound.kind, linked=decision.linked,
        side="customer", **({"kind": inbound.matter} if inbound.matter else {}),
    )  # fmt: skip
    if others := message.explanation.get("also_to"):
        tell_also_sent(ticket, others, at)
    story = Story([*([attended] if attended else []), opened], [message])
    if answer:
        story.events.append(acknowledge(ticket, message, answer, at=at))
        story.messages.append(answer)
    remember_ids(ticket, ids_of(inbound) | {MailId.Direction.OUT: [answer.message_id] if answer else []})
    keep(ticket, set(), at, begun, story)
    return ticket, message


def append_to(
    decision: Decision, inbound: InboundMessage, arrival: Arrival, customer: Customer, known: Known, at: datetime
) -> tuple[Ticket, Message]:
    with changing(Ticket(pk=decision.ticket), by=None, at=at, permit="desk.see") as now:
        if now.customer_id == customer.pk:
            now.customer = customer  # at hand, with its addresses
        message = written(now, decision, inbound, arrival, customer, known, at)
        rests = decision.action == REST and now.state == State.SOLVED
        message.flags = [ALL_WELL] if rests else message.flags
        keep_content(message, inbound)
        count_in(now, message)
        remember_ids(now, ids_of(inbound))
        if rests:
            tell("ticket.stayed_solved", now, None, at, message=message.pk, customer=customer.pk)
        elif message.is_automatic_mail:
            tell("ticket.machine_wrote", now, None, at, message=message.pk)
        else:
            before = now.state
            ask_for_attention(now, at)
            goes_on(now, before, inbound, arrival, at)
            tell(
                "ticket.customer_wrote", now, None, at,
                message=message.pk, customer=customer.pk, before=before, channel=inbound.kind,
            )  # fmt: skip
    return now, message


def ask_for_attention(ticket: Ticket, at: datetime) -> None:
    """A person wrote: wake it, open it again, it waits on us."""
    if ticket.state == State.SOLVED:
        unsettle(ticket, None, at, "the customer wrote")
    end_snooze(ticket, None, at, "the customer wrote")
    ticket.state = State.OPEN


def written(
    ticket: Ticket,
    decision: Decision,
    inbound: InboundMessage,
    arrival: Arrival,
    customer: Customer,
    known: Known,
    at: datetime,
) -> Message:
    """The mail as a message, not kept yet."""
    others = other_mailboxes(inbound, arrival, known)
    return fresh(
        Message, ticket=ticket, kind=MessageKind.INBOUND, customer=customer, at=at, arrival=arrival,
        text=inbound.text, new_text=inbound.new_text, quoted_text=inbound.quoted_text, signature=inbound.signature,
        language=inbound.language[:12], sender_name=inbound.sender.name[:320],
        sender_address=inbound.sender.address[:320], message_id=inbound.external_id,
        in_reply_to=inbound.in_reply_to, references=list(inbound.references)[:100],
        to=rows(inbound.to), cc=rows(inbound.cc), reply_to=answers_elsewhere(inbound),
        flags=["auto_reply"] if inbound.flags.auto_reply and decision.ticket else [],
        explanation=decision.as_facts() | {"warnings": list(inbound.warnings)} | checked(inbound) | others,
        moved_from_id=decision.via,
    )  # fmt: skip


def checked(inbound: InboundMessage) -> dict[str, dict]:
    """{"authentication": {"by", "dmarc", "spf", "dkim"}}: what a trusted mail server says of the sender, if it does."""
    return {"authentication": dict(inbound.authentication)} if inbound.authentication else {}


def ids_of(inbound: InboundMessage) -> dict[str, list[str]]:
    """The Message-IDs a mail brings, by direction."""
    parents = [*ids_in(inbound.in_reply_to), *parents_in(inbound.references)]
    return {MailId.Direction.IN: [inbound.external_id], MailId.Direction.REFERENCE: parents}


def other_mailboxes(inbound: InboundMessage, arrival: Arrival, known: Known) -> dict[str, list[dict]]:
    """{"also_to": [{"address", "team"}]}: other teams' mailboxes that the same mail went to; mostly {}, unasked."""
    mine = bare(arrival.account.address) if arrival.account else ""
    named = [*(party.address for party in (*inbound.to, *inbound.cc)), *arrival.envelope.get("to", ())]
    others = {bare(address) for address in named} & known.ours - {mine}
    if not others:
        return {}
    team = arrival.account.team_id if arrival.account else None
    accounts = Account.objects.active().select_related("team").exclude(team=None).exclude(team=team).order_by("id")
    found = [{"address": one.address, "team": one.team.name} for one in accounts if one.address.lower() in others]
    return {"also_to": found} if found else {}


def tell_also_sent(ticket: Ticket, others: list[dict], at: datetime) -> None:
    """One conversation, and whoever works on it knows that the other team was asked too."""
    to = ", ".join(f"{one['address']} ({one['team']})" for one in others)
    tell("ticket.also_sent", ticket, None, at, to=to)


def rows(parties: list[Party]) -> list[dict]:
    return [{"name": party.name, "address": party.address} for party in parties][:200]


def answers_elsewhere(inbound: InboundMessage) -> list[dict]:
    """Reply-To, where it differs from the sender."""
    there = {comparable(party.address) for party in inbound.reply_to}
    return rows(inbound.reply_to) if there - {comparable(inbound.sender.address)} else []


def offset_of(inbound: InboundMessage) -> int | None:
    """The sender's clock in minutes from UTC, if the Date header says it."""
    offset = inbound.sent_at.utcoffset() if inbound.sent_at else None
    return int(offset.total_seconds() // 60) if offset is not None else None
