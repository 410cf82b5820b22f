"""A conversation as the page shows it: everything a template would have to ask is worked out before, once a line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from django.utils import timezone
from django.utils.html import escape, urlize
from django.utils.safestring import SafeString, mark_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.ui.shown import Shown, plain
from whiteglove.ground.ui.templatetags.ui import avatar, moment
from whiteglove.service.desk.folding import folded
from whiteglove.service.desk.models import Attachment, Message
from whiteglove.service.desk.promised import Promised
from whiteglove.service.desk.queries import Line
from whiteglove.service.desk.remarks import Remark, remarks_on

# Staff and customers have ids of their own: a shift keeps Ada and Cleo from looking alike.
STAFF_SHIFT = 3
INBOUND, NOTHING = plain(" data-inbound"), plain("")
LINKS = ("http", "www.", "@")


@dataclass(slots=True)
class Said(Shown):
    """One message. `html` is safe to show; `folded` is the quotation, safe too. `marks` are attributes of its item,
    `more` says whether anything but its words is there to show."""

    words: ClassVar[str] = ""
    pk: SafeString
    kind: SafeString
    marks: SafeString
    face: SafeString
    name: str
    at: SafeString
    html: SafeString
    plain: bool
    trouble: str = ""
    aside: str = ""
    folded: str = ""
    signature: str = ""
    remote_images: int = 0
    files: list[Attachment] = field(default_factory=list)
    more: bool = False
    remark: Remark | None = None
    promises: list[Promised] = field(default_factory=list)


@dataclass(slots=True)
class Told(Shown):
    """One line about what else happened."""

    pk: SafeString
    words: str
    at: SafeString
    whisper: bool = False


def shown(lines: Iterable[Line]) -> list[Said | Told]:
    now, lines = timezone.localtime(clock.now()), list(lines)
    remarks = remarks_on([line.message.pk for line in lines if line.message and line.message.is_inbound])
    return [
        said(line.message, now, remarks.get(line.message.pk))
        if line.message
        else Told(plain((line.whisper or line.event).pk), line.sentence, moment(line.at, now), bool(line.whisper))
        for line in lines
    ]


def said(message: Message, now: datetime, remark: Remark | None = None) -> Said:
    new, quoted = parts(message)
    marks = INBOUND if message.is_inbound else NOTHING
    more = bool(quoted or message.signature or message.remote_images or message.files)
    return Said(
        plain(message.pk), plain(message.kind), marks, face(message), name(message), moment(message.at, now), new,
        not message.html, trouble(message), aside(message), quoted, message.signature, message.remote_images,
        message.files, more, remark,
    )  # fmt: skip


def parts(message: Message) -> tuple[SafeString, SafeString]:
    """(what is new, what it quotes): as its sender drew it, else as text."""
    if message.html:
        new, quoted = folded(message.html, message.new_text) if message.quoted_text else (message.html, "")
        return mark_safe(new), mark_safe(quoted)
    return linked(message.new_text or message.text), escape(message.quoted_text)


def linked(text: str) -> SafeString:
    """Text with its addresses made into links."""
    return mark_safe(urlize(text, autoescape=True)) if any(sign in text for sign in LINKS) else escape(text)


def face(message: Message) -> SafeString:
    if message.author_id:
        return avatar(message.author.name, message.author_id + STAFF_SHIFT)
    return avatar(message.customer.name, message.customer_id) if message.customer_id else avatar("W", 4)


def name(message: Message) -> str:
    if message.author_id:
        return f"{message.author.name}, note to the team" if message.kind == "note" else message.author.name
    if message.kind == "automatic":
        return f"{message.sender_name}, automatic" if message.sender_name else "Sent automatically"
    return message.sender_name or (message.customer.name if message.customer_id else "") or message.sender_address


def trouble(message: Message) -> str:
    """What went wrong on its way, in two words."""
    if message.bounced_at:
        return "came back"
    state = message.outgoing.state if message.outgoing_id else ""
    if state == "cancelled":
        return "stopped"
    return "not sent" if message.failed_at or state == "failed" else ""


def aside(message: Message) -> str:
    if message.moved_from_id:
        return f"from #{message.moved_from_id}"
    return "on its way" if message.outgoing_id and message.outgoing.state == "queued" else ""
