"""A customer answers in the portal: kept raw before anything else, and once, however often it is sent."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from whiteglove.ground.people.policy import require
from whiteglove.service.channels.actions import receive
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.chat.actions.leave import mailbox_for
from whiteglove.service.channels.durable import written_through
from whiteglove.service.channels.given import Given, kept
from whiteglove.service.channels.models import Account, Arrival
from whiteglove.service.customers.guest import Guest
from whiteglove.service.desk.models import Ticket
from whiteglove.service.portal.driver import KIND


def answer(*, guest: Guest, ticket: Ticket, text: str, files: Sequence[Given] = (), once: str, at: datetime) -> Arrival:
    """Kept for good, then filed at once, so that it stands on the next page; if that fails, later like any mail.

    `once` is the same for the same answer of the same page. Raises Http404 for a ticket that isn't theirs.
    """
    require(guest, "portal.answer", ticket)
    said = words(guest, ticket, text, files) | {"id": key_of(guest, ticket, once)}
    envelope = {"from": guest.address, "source": KIND, "ticket": ticket.pk, "customer": guest.customer.pk}
    with written_through(), transaction.atomic():
        kept = receive(
            json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"),
            account=mailbox_of(ticket), envelope=envelope, at=at, kind=KIND, key=f"p:{said['id']}",
        )  # fmt: skip
    return process(kept.pk, at)


def words(guest: Guest, ticket: Ticket, text: str, files: Sequence[Given]) -> dict[str, Any]:
    given = [kept(one) | {"name": one.name[:255]} for one in files]
    return {
        "ticket": ticket.pk, "name": guest.customer.name, "address": guest.address, "subject": ticket.subject,
        "text": text, "files": given,
    }  # fmt: skip


def key_of(guest: Guest, ticket: Ticket, once: str) -> str:
    return sha256(f"{guest.customer.pk}:{ticket.pk}:{once}".encode("utf-8", "replace")).hexdigest()


def mailbox_of(ticket: Ticket) -> Account | None:
    """Through which mailbox it counts as come: the ticket's if that is one of mail, else its team's or the default."""
    here = ticket.current
    if here.account_id and here.account.kind == "email":
        return here.account
    return mailbox_for(here)
