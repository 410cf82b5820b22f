"""The portal as a way in: what a customer writes there is kept raw, and becomes a message like any mail of theirs.

Answers leave by mail, so it has no accounts of its own and sends nothing.
"""

import json
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from whiteglove.service.channels.contract import (
    Health,
    InboundAttachment,
    InboundMessage,
    Party,
    Receipt,
    SendRefused,
    Unreadable,
)
from whiteglove.service.channels.email import ids
from whiteglove.service.channels.models import Account, Outgoing

KIND = "portal"
WORDS = ("ticket", "name", "address", "subject", "text", "id")


class PortalDriver:
    kind = KIND
    abilities = frozenset({"attachments"})
    settings_form = ""

    def parse(self, raw: bytes, *, envelope: Mapping[str, Any], at: datetime) -> InboundMessage:
        """As a mail that carries our signed token: the visit has proven both the address and the ticket."""
        said = read(raw)
        return InboundMessage(
            external_id=f"<portal.{ids.sign(KIND, said['id'])}.{said['ticket']}@{ids.own_domain()}>",
            account_id=None,
            at=at,
            sender=Party(said["name"], said["address"]),
            subject=said["subject"],
            text=said["text"],
            new_text=said["text"],
            attachments=said["files"],
            reply_ref=f"ticket:{int(said['ticket'])}",
            vouched_address=said["address"],
        )

    def in_mailbox(self, inbound: InboundMessage, account: Account) -> InboundMessage:
        return replace(inbound, account_id=account.pk)

    def new_id(self, ref: str, account: Account) -> str:
        return ids.new_message_id(ref)

    def ref_of(self, external_id: str) -> str:
        return ids.ref_of(external_id)

    def is_our_mark(self, mark: str) -> bool:
        return False

    def render(self, outgoing: Outgoing, at: datetime) -> bytes:
        return outgoing.text.encode("utf-8", "replace")

    def send(self, outgoing: Outgoing, raw: bytes, *, hand_over: Callable[[], None]) -> Receipt:
        raise SendRefused("Answers to the portal leave by mail.")

    def health(self, account: Account) -> Sequence[Health]:
        return []


def read(raw: bytes) -> dict[str, Any]:
    """What `answer` kept. Raises Unreadable."""
    try:
        said = json.loads(raw)
        files = [InboundAttachment(one["name"], one["type"], b64decode(one["content"])) for one in said["files"]]
        return {word: str(said[word]) for word in WORDS} | {"files": files}
    except (ValueError, KeyError, TypeError) as wrong:
        raise Unreadable("This isn't an answer of the portal.") from wrong
