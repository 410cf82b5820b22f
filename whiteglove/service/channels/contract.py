"""The shapes every channel speaks: what came in, what goes out, and what a driver can do.

A channel is a folder that builds these values and registers a `Driver`; the desk knows
nothing else about mail. All instants are aware, in UTC; all sizes are bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

# Rows of `models`, which itself speaks in these shapes: named here only for the reader.
Account = Any
Outgoing = Any


# What a mail of ours may say besides what it says by itself: how to hear no more of it (RFC 2369, RFC 8058).
MORE_HEADERS = frozenset({"List-Unsubscribe", "List-Unsubscribe-Post"})


def goes_on_by(kind: str) -> str:
    """The channel our answers leave by: what came by a web form is promised, coached and answered as a mail."""
    return "email" if kind == "form" else kind


class Party(NamedTuple):
    """Somebody named in a message: display name (may be empty) and address as written."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class InboundAttachment:
    """One file that came with a message; `content_id` is bare, without angle brackets."""

    name: str
    type: str
    content: bytes
    content_id: str = ""
    inline: bool = False

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Flags:
    """What kind of machine wrote this, if one did; `noisy` when the same sender writes very fast.

    `looks_automatic`: the subject alone reads like an automatic answer's. A person may have written it, so it is
    treated as a person's mail, but for the automatic answer that it doesn't get.
    """

    bounce: bool = False
    auto_reply: bool = False
    list: bool = False
    spam: bool = False
    null_sender: bool = False
    noisy: bool = False
    looks_automatic: bool = False


@dataclass(frozen=True, slots=True)
class BouncedRecipient:
    """One recipient of a delivery report (RFC 3464); `action` is failed, delayed, delivered…

    Reports can be forged: an address counts only if the message went there. `rewritten` is what a server made of it.
    """

    address: str
    action: str = "failed"
    status: str = ""
    diagnostic: str = ""
    rewritten: str = ""

    @property
    def permanent(self) -> bool:
        return self.action == "failed" and not self.status.startswith("4")

    @property
    def answer(self) -> str:
        """What the server said, as far as it said anything."""
        return " ".join(filter(None, [self.status, self.diagnostic]))


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery report: whom it is about and which of our messages it answers."""

    recipients: Sequence[BouncedRecipient] = ()
    original_message_id: str = ""


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """A message as the desk files it.

    `external_id` is the Message-ID with its angle brackets, or empty. `text` is everything,
    `new_text` what the sender wrote this time, `html_raw` is not cleaned. `reply_ref` is what
    a valid signed reply token names, such as `ticket:42`; a forged token leaves it empty.
    `testimony` is what servers on the way claim to have found out about the sender, and anybody could have written.
    `authentication` is what a trusted mail server says of the sender ({"by": "mx.example", "dmarc": "fail"…}, empty
    without one), `disowned` that it doesn't come from whom it names; whom to trust is known once the mailbox is.
    `vouched_address` is an email address of the sender that the channel has proof of, `acquainted_by` names an
    earlier conversation of theirs (`ticket:41`). `place_id` is the account of the page it was written on, `matter` one
    of the kinds that the page offers.
    """

    external_id: str
    account_id: int | None
    at: datetime
    sender: Party
    to: Sequence[Party] = ()
    cc: Sequence[Party] = ()
    reply_to: Sequence[Party] = ()
    subject: str = ""
    text: str = ""
    new_text: str = ""
    quoted_text: str = ""
    signature: str = ""
    html_raw: str = ""
    language: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    attachments: Sequence[InboundAttachment] = ()
    flags: Flags = Flags()
    bounce: Bounce | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    reply_ref: str = ""
    sent_at: datetime | None = None
    kind: str = "email"
    testimony: Sequence[str] = ()
    authentication: Mapping[str, str] = field(default_factory=dict)
    disowned: bool = False
    vouched_address: str = ""
    acquainted_by: str = ""
    place_id: int | None = None
    matter: str = ""

    @property
    def answered_by_mail(self) -> bool:
        return goes_on_by(self.kind) == "email"

    @property
    def may_be_acknowledged(self) -> bool:
        """Whether an automatic answer is allowed (RFC 3834): never to machines, lists or nobody."""
        flags = self.flags
        machine = flags.bounce or flags.auto_reply or flags.list or flags.null_sender or flags.noisy
        return bool(self.sender.address) and not machine and not flags.looks_automatic


@dataclass(frozen=True, slots=True)
class OutboundAttachment:
    """A file to send: give its `content`, or the `blob` (sha256) already kept."""

    name: str
    type: str = "application/octet-stream"
    content: bytes = b""
    blob: str = ""
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """A message as the desk hands it over.

    `ref` names what it is for ("message:55") and comes back in every event about it.
    `message_id` may stay empty: `send` makes a signed one. `reply_token` comes from
    `email.ids.reply_token("ticket:42")`; `html` may stay empty: it is then made from `text`.
    `offers` are words that a chat offers its visitor to answer with; nothing else shows them.
    `headers` are those of `MORE_HEADERS` that a mail carries besides its own; no other channel has any.
    """

    account_id: int
    ref: str
    to: Sequence[Party]
    subject: str
    text: str
    cc: Sequence[Party] = ()
    bcc: Sequence[Party] = ()
    html: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    message_id: str = ""
    attachments: Sequence[OutboundAttachment] = ()
    auto: bool = False
    offers: Sequence[str] = ()
    reply_token: str = ""
    from_name: str = ""
    signature: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side said to each recipient: accepted, refused (final) or later (try again)."""

    accepted: Sequence[str] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filed:
    """What the desk did with a message: `action` is opened, appended, reopened…; `why` are sentences."""

    ticket_id: int | None
    message_id: int | None
    action: str
    why: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """How one end of an account is doing, in words a person can act on."""

    part: str
    ok: bool
    says: str


class Unreadable(Exception):
    """The raw bytes can't be understood; the arrival is kept and shown."""


class SendLater(Exception):
    """Nothing was handed over and a later try may work."""


class SendRefused(Exception):
    """The other side said no for good; nothing was handed over."""


class SendUncertain(Exception):
    """The message was handed over but no answer came: it may or may not have arrived."""


class SendCancelled(Exception):
    """It was taken back before it was handed over."""


class Driver(Protocol):
    """One kind of channel."""

    kind: str
    # Those the house asks about: "in_house", what is sent stays in this database, so that it may be repeated, leaves at
    # once and needs no outside world; "conversations", the driver has `conduct`; "attachments".
    abilities: frozenset[str]
    settings_form: str  # dotted path of the form class of its setup page; views alone may import forms

    def parse(self, raw: bytes, *, envelope: Mapping[str, Any], at: datetime) -> InboundMessage:
        """The message in these bytes, which belongs to no mailbox yet; raises `Unreadable`."""
        ...

    def in_mailbox(self, inbound: InboundMessage, account: Account) -> InboundMessage:
        """The message as this mailbox sees it: its own, and its sender judged by the servers it trusts."""
        ...

    def new_id(self, ref: str, account: Account) -> str:
        """An id of ours that says what it is for."""
        ...

    def ref_of(self, external_id: str) -> str:
        """What an id of ours is for, or an empty string when it isn't ours."""
        ...

    def is_our_mark(self, mark: str) -> bool:
        """Whether a loop mark was written by this house."""
        ...

    def render(self, outgoing: Outgoing, at: datetime) -> bytes:
        """The bytes that will leave, made once and kept."""
        ...

    def send(self, outgoing: Outgoing, raw: bytes, *, hand_over: Callable[[], None]) -> Receipt:
        """Deliver; calls `hand_over()` right before the point of no return. Raises the `Send…` errors."""
        ...

    def health(self, account: Account) -> Sequence[Health]:
        """Tries every end of the account now."""
        ...
