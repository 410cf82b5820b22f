"""What is known of a message once it's understood: plain values, no bytes but the attachments'."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from .language import language_of


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox; `address` is "" when the field gave only a name."""

    name: str
    address: str


@dataclass(frozen=True)
class Attachment:
    """A file that came along. `content` is None when it was left out for its size."""

    name: str
    type: str
    size: int
    content: bytes | None = field(repr=False)
    content_id: str = ""
    inline: bool = False
    location: str = ""

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the bytes; "" when they were left out."""
        return hashlib.sha256(self.content).hexdigest() if self.content is not None else ""


@dataclass(frozen=True, slots=True)
class Returned:
    """Who could not be reached and why. `action`: failed, delayed or ""; `rewritten`: the address the mail was sent on
    to by a server, where it says both.
    """

    recipient: str = ""
    status: str = ""
    action: str = ""
    diagnostic: str = ""
    rewritten: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery report, whoever failed first: never without one, who may be nobody."""

    recipients: tuple[Returned, ...] = (Returned(),)
    original_message_id: str = ""

    @property
    def first(self) -> Returned:
        return self.recipients[0]


@dataclass(frozen=True, slots=True)
class Flags:
    """What kind of mail it is, besides one person's words to another.

    `by_subject`: only the subject says that it's an automatic answer; people write such subjects too.
    """

    bounce: bool = False
    auto_reply: bool = False
    list: bool = False
    by_subject: bool = False


@dataclass(frozen=True)
class ParsedMail:
    """One message. Never has anything silently left out: `warnings` names each cut and each oddity."""

    subject: str = ""
    from_: tuple[Address, ...] = ()
    sender: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None
    text: str = ""
    html: str = ""
    new_text: str = ""
    quoted_text: str = ""
    signature: str = ""
    attachments: tuple[Attachment, ...] = ()
    flags: Flags = Flags()
    bounce: Bounce | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    declared_language: str = ""
    warnings: tuple[str, ...] = ()

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 code of the language the new text is in; None when too short or unsure."""
        return language_of(self.new_text or self.text, declared=self.declared_language)

    def header(self, name: str) -> str:
        """The first field of that name, decoded and unfolded; "" without one."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    def every(self, name: str) -> list[str]:
        """All fields of that name, decoded and unfolded, the topmost first."""
        wanted = name.lower()
        return [value for key, value in self.headers if key.lower() == wanted]


def as_dict(parsed: ParsedMail) -> dict:
    """The message as JSON has it: `whiteglove mail --parse` prints this."""
    return {
        "subject": parsed.subject,
        "from": _addresses(parsed.from_),
        "to": _addresses(parsed.to),
        "cc": _addresses(parsed.cc),
        "reply_to": _addresses(parsed.reply_to),
        "message_id": parsed.message_id,
        "in_reply_to": list(parsed.in_reply_to),
        "references": list(parsed.references),
        "date": parsed.date.isoformat() if parsed.date else None,
        "text": parsed.text,
        "html": parsed.html,
        "new_text": parsed.new_text,
        "quoted_text": parsed.quoted_text,
        "signature": parsed.signature,
        "language": parsed.language,
        "attachments": [_attachment(one) for one in parsed.attachments],
        "flags": {
            "bounce": parsed.flags.bounce,
            "auto_reply": parsed.flags.auto_reply,
            "list": parsed.flags.list,
        },
        "bounce": _bounce(parsed.bounce),
        "warnings": list(parsed.warnings),
    }


def _addresses(found: tuple[Address, ...]) -> list[dict]:
    return [{"name": one.name, "address": one.address} for one in found]


def _attachment(one: Attachment) -> dict:
    return {
        "name": one.name,
        "type": one.type,
        "size": one.size,
        "sha256": one.sha256,
        "content_id": one.content_id,
        "inline": one.inline,
    }


def _bounce(bounce: Bounce | None) -> dict | None:
    if bounce is None:
        return None
    first, *others = map(_returned, bounce.recipients)
    return first | {"original_message_id": bounce.original_message_id, "others": others}


def _returned(one: Returned) -> dict:
    return {
        "recipient": one.recipient,
        "status": one.status,
        "action": one.action,
        "diagnostic": one.diagnostic,
    }
