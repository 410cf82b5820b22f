"""Chat as a channel: lines of a visitor come in as messages, and answers become lines of their conversation."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.precedence import words
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels import registry
from whiteglove.service.channels.chat.actions.answer import answer
from whiteglove.service.channels.chat.actions.join import join
from whiteglove.service.channels.contract import (
    Filed,
    InboundAttachment,
    InboundMessage,
    Party,
    Receipt,
    SendRefused,
    Unreadable,
)
from whiteglove.service.channels.email import ids
from whiteglove.service.channels.models import Arrival, Blob, ChatSession, Outgoing
from whiteglove.service.channels.models.chat import NOWHERE
from whiteglove.service.channels.own_pages import OwnPages

SUBJECT = 80
SAID = ("session", "line", "id", "text", "visitor", "name", "email", "files", "asked", "language")
# What mail programs make a link of, with its scheme or without.
LINK = re.compile(r"://|www\.|@|\w\.[^\W\d_]{2,}", re.IGNORECASE)
ALONE = "A chat reaches its visitor alone."


class ChatDriver(OwnPages):
    kind = "chat"
    abilities = frozenset({"in_house", "conversations", "attachments"})
    settings_form = "whiteglove.service.channels.chat.forms.ChatDeskForm"

    def parse(self, raw: bytes, *, envelope: Mapping[str, Any], at: datetime) -> InboundMessage:
        said = read(raw)
        if "letter" in said:
            return letter(said["letter"], at)
        text, handle = said["text"], said["visitor"]
        whole = "\n\n".join(filter(None, [told_before(said["asked"]), text]))
        return InboundMessage(
            external_id=f"<chat.{said['session']}.{said['line']}.{ids.sign('chat', said['id'])}@{ids.own_domain()}>",
            account_id=None,
            at=at,
            sender=Party(said["name"], handle),
            subject=subject_of(text or next((one["name"] for one in said["files"]), "")),
            text=whole,
            new_text=whole,
            language=said["language"],
            kind=self.kind,
            attachments=[attached(one) for one in said["files"]],
            vouched_address=said["email"],
        )

    def send(self, message: Outgoing, raw: bytes, *, hand_over: Callable[[], None]) -> Receipt:
        """Whoever isn't the visitor gets nothing, and the desk is told so."""
        found = [(one, session) for one in message.everybody if (session := session_for(one, message))]
        if not found:
            raise SendRefused(ALONE)
        visitor, session = found[0]
        answer(session=session, outgoing=message, at=clock.now(), hand_over=hand_over)
        return Receipt(accepted=[visitor], refused={one: ALONE for one in message.everybody if one != visitor})

    def conduct(
        self, inbound: InboundMessage, arrival: Arrival, file: Callable[[InboundMessage, Arrival], Filed]
    ) -> Filed:
        if "session" not in arrival.envelope:
            return file(inbound, arrival)
        with words.first():
            return join(session_id=arrival.envelope["session"], inbound=inbound, arrival=arrival, file=file)


def read(raw: bytes) -> dict[str, Any]:
    """The line as `say` kept it. Raises Unreadable."""
    try:
        said = json.loads(raw)
        if "letter" in said:
            kept = said["letter"]
            told = {key: str(kept[key]) for key in ("text", "email", "name", "id")}
            return {"letter": told | {"answers": kept.get("answers", [])}}
        return {key: said[key] for key in SAID}
    except (ValueError, KeyError, TypeError) as wrong:
        raise Unreadable("This isn't a line of a chat.") from wrong


def told_before(asked: dict[str, Any]) -> str:
    """What was asked before it began, a line each, above the first words."""
    email = [f"Email: {asked['email']} (typed, not checked)"] if asked.get("email") else []
    return "\n".join([*email, *(f"{question} {answer}" for question, answer in asked.get("answers", ()))])


def attached(file: dict[str, str]) -> InboundAttachment:
    """Raises Unreadable for one that was erased meanwhile."""
    blob = Blob.objects.filter(pk=file["blob"]).first()
    if blob is None:
        raise Unreadable("Its file is no longer there.")
    return InboundAttachment(file["name"], file["type"], blob.content)


def letter(said: dict[str, Any], at: datetime) -> InboundMessage:
    """What was left while the chat was closed, as the mail it becomes. The address is claimed, as a mail's is, so what
    an acknowledgement repeats to it leads nowhere, and into nobody's ticket."""
    whole = "\n\n".join(filter(None, [told_before({"answers": said["answers"]}), said["text"]]))
    return InboundMessage(
        external_id=f"<letter.{ids.sign('letter', said['id'] + said['text'])}@{ids.own_domain()}>",
        account_id=None,
        at=at,
        sender=Party(without_links(said["name"]), said["email"]),
        subject=subject_of(without_links(said["text"])).replace("[#", "(#"),
        text=whole,
        new_text=whole,
    )


def without_links(text: str) -> str:
    return " ".join(word for word in text.split() if not LINK.search(word))


def subject_of(text: str) -> str:
    """The first words of it, cut between two words."""
    line = " ".join(text.split())
    if len(line) <= SUBJECT:
        return line
    return f"{line[:SUBJECT].rpartition(' ')[0] or line[:SUBJECT]}…"


def session_for(address: str, message: Outgoing) -> ChatSession | None:
    """The visitor's conversation this answer belongs to: the one filed under its ticket, else their last one."""
    name, _, domain = address.lower().rpartition("@")
    if domain != NOWHERE:
        return None
    ref, desk = ids.ref_of_token(message.reply_token) or "-", message.account_id
    return _filed_under.first(name, desk, ref) or _last_of.first(name, desk)


def _sessions(name: str, desk: int) -> QuerySet[ChatSession]:
    return ChatSession.objects.filter(visitor__name_here=name, visitor__account=desk).order_by("-pk")


_filed_under = Prepared(lambda name, desk, ref: _sessions(name, desk).filter(ref=ref)[:1])
_last_of = Prepared(lambda name, desk: _sessions(name, desk)[:1])


registry.register(ChatDriver())
