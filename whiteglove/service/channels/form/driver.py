"""The web form as a channel: each request comes in once, and goes on by mail."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from whiteglove.service.channels import registry
from whiteglove.service.channels.contract import InboundMessage, Party, Unreadable
from whiteglove.service.channels.email import ids
from whiteglove.service.channels.given import attached
from whiteglove.service.channels.own_pages import OwnPages

SAID = ("kind", "email", "name", "subject", "text", "language", "answers", "files", "page")


class FormDriver(OwnPages):
    kind = "form"
    answered = "Nothing can be sent through a form: answer by mail."
    abilities = frozenset({"attachments"})
    settings_form = "whiteglove.service.channels.form.forms.PlaceForm"

    def parse(self, raw: bytes, *, envelope: Mapping[str, Any], at: datetime) -> InboundMessage:
        """As the mail it becomes. Its address is claimed, as a mail's is."""
        said = read(raw)
        text = text_of(said)
        return InboundMessage(
            external_id=f"<form.{ids.sign('form', sha256(raw).hexdigest())}@{ids.own_domain()}>",
            account_id=None,
            at=at,
            sender=Party(said["name"], said["email"]),
            subject=without_numbers(said["subject"]),
            text=text,
            new_text=text,
            language=said["language"],
            attachments=[attached(one) for one in said["files"]],
            kind=self.kind,
            place_id=envelope.get("form"),
            matter=said["matter"],
        )


def read(raw: bytes) -> dict[str, Any]:
    """The request as `submit` kept it. Raises Unreadable."""
    try:
        said = json.loads(raw)
        return {key: said[key] for key in SAID} | {"matter": said.get("matter", "")}
    except (ValueError, KeyError, TypeError) as wrong:
        raise Unreadable("This isn't a request from a form.") from wrong


def text_of(said: Mapping[str, Any]) -> str:
    """Its kind and the answers, in the order they were asked, above the words; long answers below their question."""
    lines = [f"Kind: {said['kind']}", *(answered(question, answer) for question, answer in said["answers"] if answer)]
    return "\n".join(lines) + f"\n\n{said['text']}"


def answered(question: str, answer: str) -> str:
    mark = "" if question.endswith(("?", "؟", ":")) else ":"
    return f"{question}{mark}{chr(10) if chr(10) in answer else ' '}{answer}"


def without_numbers(subject: str) -> str:
    """A stranger who writes `[#42]` mustn't get into that ticket: a form always opens its own."""
    return subject.replace("[#", "(#")


registry.register(FormDriver())
