"""The portal as a way in: what a customer writes there is kept raw, and becomes a message like any mail of theirs.

Answers leave by mail, so it has no accounts of its own and sends nothing.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from whiteglove.service.channels.contract import InboundMessage, Party, Unreadable
from whiteglove.service.channels.email import ids
from whiteglove.service.channels.given import attached
from whiteglove.service.channels.own_pages import OwnPages

KIND = "portal"
WORDS = ("ticket", "name", "address", "subject", "text", "id")


class PortalDriver(OwnPages):
    kind = KIND
    answered = "Answers to the portal leave by mail."
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


def read(raw: bytes) -> dict[str, Any]:
    """What `answer` kept. Raises Unreadable."""
    try:
        said = json.loads(raw)
        files = [attached(one) for one in said["files"]]
        return {word: str(said[word]) for word in WORDS} | {"files": files}
    except (ValueError, KeyError, TypeError) as wrong:
        raise Unreadable("This isn't an answer of the portal.") from wrong
