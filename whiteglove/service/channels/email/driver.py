"""Email as a channel: joins parsing, composing, SMTP and IMAP into one `Driver`."""

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings

from whiteglove.ground.lib.text import ascii_domain
from whiteglove.service.channels import contract, registry
from whiteglove.service.channels.contract import (
    BouncedRecipient,
    Flags,
    Health,
    InboundAttachment,
    InboundMessage,
    Party,
    Receipt,
)
from whiteglove.service.channels.email import authentication, compose, ids, imap, outgoing
from whiteglove.service.channels.email.limits import Limits, as_taken
from whiteglove.service.channels.email.parsed import Address, Bounce, ParsedMail
from whiteglove.service.channels.models import Account, Outgoing

# What the desk and the filters may ask for by name; the whole header stays in the raw message.
KEPT_HEADERS = (
    "auto-submitted",
    "precedence",
    "list-id",
    "x-whiteglove-loop",
    "x-spam-flag",
    "x-spam-status",
    "x-priority",
    "importance",
    "user-agent",
    "x-mailer",
    "delivered-to",
    "x-original-to",
    "return-path",
    "x-original-from",
)


class EmailDriver:
    kind = "email"
    abilities = frozenset({"html", "attachments", "cc", "subject", "threads", "bounces", "undo"})
    settings_form = "whiteglove.service.channels.forms.MailboxForm"

    def parse(self, raw: bytes, *, envelope: Mapping[str, Any], at: datetime) -> InboundMessage:
        """What the understanding modules found, in the contract's shape."""
        from whiteglove.service.channels.email.parse import parse  # late: a page server never parses mail

        parsed = parse(raw, limits=as_taken(settings.MAIL_SIZE_LIMIT))
        headers = {name: value for name in KEPT_HEADERS if (value := parsed.header(name))}
        return InboundMessage(
            external_id=bracketed(parsed.message_id),
            account_id=None,
            at=at,
            sender=sender_of(parsed, envelope),
            to=parties(parsed.to),
            cc=parties(parsed.cc),
            reply_to=parties(parsed.reply_to),
            subject=parsed.subject,
            text=parsed.text,
            new_text=parsed.new_text,
            quoted_text=parsed.quoted_text,
            signature=parsed.signature,
            html_raw=parsed.html,
            language=parsed.language or "",
            in_reply_to=bracketed(next(iter(parsed.in_reply_to), "")),
            references=references_of(parsed),
            attachments=attachments_of(parsed),
            flags=flags_of(parsed, headers, envelope),
            bounce=bounce_of(parsed.bounce),
            headers=headers,
            warnings=parsed.warnings,
            reply_ref=reply_ref_of(parsed, headers, envelope),
            sent_at=parsed.date,
            testimony=parsed.every("authentication-results")[: authentication.MOST],
        )

    def in_mailbox(self, inbound: InboundMessage, account: Account) -> InboundMessage:
        """Only the mailbox says which servers it trusts, so nobody is believed before."""
        trusted = authentication.names_in(account.settings.get("checked_by") or "")
        checked = authentication.results(inbound.testimony, trusted)
        inbound = through_group(inbound, account)
        return replace(
            inbound, account_id=account.pk, authentication=checked, disowned=authentication.disowned(checked)
        )

    def new_id(self, ref: str, account: Account) -> str:
        return ids.new_message_id(ref, ascii_domain(account.domain))

    def ref_of(self, external_id: str) -> str:
        return ids.ref_of(external_id)

    def is_our_mark(self, mark: str) -> bool:
        return hmac.compare_digest(mark.encode("utf-8", "replace"), compose.loop_mark().encode())

    def render(self, message: Outgoing, at: datetime) -> bytes:
        return compose.render(message, at)

    def send(self, message: Outgoing, raw: bytes, *, hand_over: Callable[[], None]) -> Receipt:
        return outgoing.deliver(message.account, envelope_of(message), raw, hand_over)

    def health(self, account: Account) -> Sequence[Health]:
        """Tries every end that is set up, now; at most a minute or so."""
        found = [outgoing.health(account)] if account.part("smtp").get("host") else []
        return found + ([imap.health(account)] if account.part("imap").get("host") else [])


def envelope_of(message: Outgoing) -> outgoing.Envelope:
    """Bounces come back to a signed address of their own where the mailbox takes plus addresses."""
    sender = message.account.address
    if message.account.plus_addressing:
        sender = ids.with_token(sender, ids.reply_token(f"outgoing:{message.pk}"))
    return outgoing.Envelope(sender, message.still_to_reach)


def bracketed(message_id: str) -> str:
    """`<id>` as it stands in a header, or nothing."""
    return f"<{message_id.strip('<>')}>" if message_id else ""


def parties(addresses: Iterable[Address]) -> tuple[Party, ...]:
    return tuple(Party(a.name, a.address) for a in addresses if a.address or a.name)


def sender_of(parsed: ParsedMail, envelope: Mapping[str, Any]) -> Party:
    """From, else Sender, else whom the envelope names."""
    named = [*parsed.from_, *parsed.sender]
    found = next((a for a in named if a.address), None)
    name = found.name if found else next((a.name for a in named), "")
    return Party(name, found.address if found else str(envelope.get("from") or ""))


def through_group(inbound: InboundMessage, account: Account) -> InboundMessage:
    """A mail that a group of the mailbox's own domain handed on under its own address, as its writer's.

    Google Groups writes `'Cleo' via Support <support@…>` where the writer's domain has a DMARC policy, and whoever
    wrote into X-Original-From. Of any other domain that field proves nothing. The group is nobody to answer, and a
    list only by its form.
    """
    from whiteglove.service.channels.email.addresses import addresses  # late, like the parser

    claimed, group = inbound.headers.get("x-original-from", ""), inbound.sender.address.lower()
    if not claimed or not inbound.flags.list or group.rpartition("@")[2] != account.domain.lower():
        return inbound
    found, _ = addresses([claimed.encode("utf-8", "replace")], Limits())
    writer = next((one for one in found if "@" in one.address and one.address.lower() != group), None)
    if writer is None:
        return inbound
    answers = tuple(party for party in inbound.reply_to if party.address.lower() != group)
    flags = replace(inbound.flags, list=False)
    return replace(inbound, sender=Party(writer.name, writer.address), reply_to=answers, flags=flags)


def references_of(parsed: ParsedMail) -> tuple[str, ...]:
    """The chain oldest first, with every In-Reply-To at its end, each once."""
    return tuple(dict.fromkeys(map(bracketed, [*parsed.references, *parsed.in_reply_to])))


def attachments_of(parsed: ParsedMail) -> tuple[InboundAttachment, ...]:
    """Files with their bytes; one whose bytes were cut for size is named in the warnings."""
    return tuple(
        InboundAttachment(a.name, a.type, a.content, a.content_id, a.inline)
        for a in parsed.attachments
        if a.content is not None
    )


def flags_of(parsed: ParsedMail, headers: Mapping[str, str], envelope: Mapping[str, Any]) -> Flags:
    spam = headers.get("x-spam-flag", "") or headers.get("x-spam-status", "")
    return Flags(
        bounce=parsed.flags.bounce,
        auto_reply=parsed.flags.auto_reply and not parsed.flags.by_subject,
        looks_automatic=parsed.flags.by_subject,
        list=parsed.flags.list,
        spam=spam.strip().lower().startswith("yes"),
        null_sender=envelope.get("from") == "" or headers.get("return-path", "").strip() == "<>",
    )


def bounce_of(bounce: Bounce | None) -> contract.Bounce | None:
    if bounce is None:
        return None
    found = tuple(
        BouncedRecipient(one.recipient, one.action or "failed", one.status, one.diagnostic, one.rewritten)
        for one in bounce.recipients
    )
    return contract.Bounce(found, bracketed(bounce.original_message_id))


def reply_ref_of(parsed: ParsedMail, headers: Mapping[str, str], envelope: Mapping[str, Any]) -> str:
    """What the first valid signed token among the recipients names."""
    named = [
        *envelope.get("to", []),
        headers.get("delivered-to", ""),
        headers.get("x-original-to", ""),
        *(a.address for a in (*parsed.to, *parsed.cc)),
    ]
    return next((ref for address in named if (ref := ids.ref_of_address(f"{address}"))), "")


registry.register(EmailDriver())
