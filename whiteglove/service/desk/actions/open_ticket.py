"""Begin a matter: by a person for a customer (after a call, say) or by the desk when mail arrives."""

from datetime import datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.rows import insert
from whiteglove.ground.people.models import Person, Team
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.touch import touch
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message, MessageKind, Ticket
from whiteglove.service.desk.ranks import rank_of

from .assign import hand_to
from .change import allow, columns, keep, tell
from .write import count_in


def open_ticket(
    *,
    customer: Customer,
    by: Person,
    at: datetime,
    subject: str,
    text: str = "",
    team: Team | None = None,
    account: Account | None = None,
    assignee: Person | None = None,
    kind: str = "",
    priority: str = "normal",
    channel: str = "email",
) -> Ticket:
    """A person opens a ticket. `text` is what the customer said, in their words; reply to write to them.

    Where they said something, it counts as a contact of theirs.
    """
    allow(by, "desk.open")
    if not subject.strip():
        raise Refused("A ticket needs a subject.")
    if team and by.role != "admin" and team.pk not in by.team_ids:
        raise Refused("Open tickets in one of your own teams.")
    with transaction.atomic():
        ticket = begin(
            customer=customer, at=at, subject=subject, team=team or only_team(by), account=account,
            channel=channel, kind=kind, priority=priority,
        )  # fmt: skip
        begun = columns(ticket)
        if assignee:
            hand_to(ticket, assignee, by, at)
        if text.strip():
            count_in(ticket, said(ticket, customer, at, text))
        side = "customer" if text.strip() else "agent"
        facts = {"channel": channel, "priority": priority, "kind": kind}
        tell("ticket.opened", ticket, by, at, customer=customer.pk, side=side, **facts)
        keep(ticket, set(), at, begun)
        if text.strip():
            touch(customer, at=at)
    return ticket


def begin(*, customer: Customer, at: datetime, subject: str, **fields: Any) -> Ticket:
    """A new row, not counted yet: the caller ends with `keep(ticket, set(), at, …)`."""
    ticket = fresh(
        Ticket, customer=customer, subject=" ".join(subject.split())[:500], opened_at=at, changed_at=at, version=0,
        **fields,
    )  # fmt: skip
    ticket.rank = rank_of(ticket)
    return insert(ticket)


def said(ticket: Ticket, customer: Customer, at: datetime, text: str) -> Message:
    return Message.objects.create(
        ticket=ticket, kind=MessageKind.INBOUND, customer=customer, at=at, text=text, new_text=text,
        sender_name=customer.name,
    )  # fmt: skip


def only_team(person: Person) -> Team | None:
    teams = list(Team.objects.filter(pk__in=person.team_ids)[:2])
    return teams[0] if len(teams) == 1 else None
