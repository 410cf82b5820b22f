"""Put a message on its way, in the caller's transaction."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.precedence import words
from whiteglove.ground.lib.rows import insert
from whiteglove.ground.people.models import Person
from whiteglove.service.channels import lanes, registry
from whiteglove.service.channels.actions.deliver import deliver_due
from whiteglove.service.channels.contract import MORE_HEADERS, OutboundAttachment, OutboundMessage, Party
from whiteglove.service.channels.models import Account, Blob, Outgoing

# What may stand in an envelope: one @, no space, no control characters, no brackets.
ADDRESS = re.compile(r"[^\s<>@\x00-\x1f\x7f]{1,64}@[^\s<>@\x00-\x1f\x7f]{1,253}")
_REF = re.compile(r"[a-z]{1,12}:[0-9]{1,18}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


class NobodyToSendTo(ValueError):
    """There is no recipient."""


class BadAddress(ValueError):
    """An address that can't stand in an envelope."""


def send(
    outbound: OutboundMessage,
    *,
    by: Person | None,
    at: datetime,
    not_before: datetime | None = None,
    account: Account | None = None,
) -> Outgoing:
    """Queues the message; it leaves at `not_before` (the end of the undo time) or as soon as possible.

    `account`: the mailbox, if it is at hand already. Raises `NobodyToSendTo` or `BadAddress`; a switched-off mailbox
    may still answer what came through it.
    """
    if account is None or account.pk != outbound.account_id:
        account = Account.objects.get(pk=outbound.account_id)
    if not _REF.fullmatch(outbound.ref):
        raise ValueError(f'A ref is like "message:55", not {outbound.ref!r}.')
    if not (outbound.to or outbound.cc or outbound.bcc):
        raise NobodyToSendTo("Say who the message is for.")
    outgoing = fresh(
        Outgoing,
        account=account,
        ref=outbound.ref,
        by=by,
        created_at=at,
        not_before=not_before,
        due_at=not_before or at,
        to=_checked(outbound.to),
        cc=_checked(outbound.cc),
        bcc=_checked(outbound.bcc),
        from_name=one_line(outbound.from_name),
        subject=one_line(outbound.subject),
        text=outbound.text,
        html=outbound.html,
        signature=outbound.signature,
        auto=outbound.auto,
        headers={name: one_line(outbound.headers[name]) for name in sorted(MORE_HEADERS & outbound.headers.keys())},
        offers=list(outbound.offers),
        reply_token=outbound.reply_token,
        message_id=outbound.message_id or registry.driver(account.kind).new_id(outbound.ref, account),
        in_reply_to=one_line(outbound.in_reply_to),
        references=[one_line(r) for r in outbound.references],
        attachments=[_kept(a) for a in outbound.attachments],
    )
    if "in_house" in registry.driver(account.kind).abilities:
        transaction.on_commit(partial(lanes.run, f"send {account.pk}", partial(deliver_first, account.pk)))
    return insert(outgoing)


def deliver_first(account_id: int) -> int:
    """Somebody looks at the conversation it goes to."""
    with words.first():
        return deliver_due(account_id=account_id)


def one_line(text: str) -> str:
    """The text without anything that could begin a new header."""
    return _CONTROL.sub(" ", text).strip()


def _checked(parties: Sequence[Party]) -> list[list[str]]:
    return [[one_line(name), envelope_address(address)] for name, address in parties]


def envelope_address(address: str) -> str:
    """The address as an envelope takes it. Raises BadAddress."""
    if not ADDRESS.fullmatch(address.strip()):
        raise BadAddress(f"{address!r} is not an email address.")
    return address.strip()


def _kept(attachment: OutboundAttachment) -> dict:
    blob = attachment.blob or Blob.objects.keep(attachment.content).pk
    return {
        "blob": blob,
        "name": one_line(attachment.name),
        "type": one_line(attachment.type),
        "content_id": one_line(attachment.content_id).strip("<>"),
        "inline": attachment.inline,
    }
