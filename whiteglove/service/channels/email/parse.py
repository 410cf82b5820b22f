"""Understand a message from its bytes. Never raises; what can't be read is kept and named in the warnings."""

import re
from dataclasses import replace

from whiteglove.ground.lib.html_text import Line
from whiteglove.ground.lib.html_text import lines as html_lines
from whiteglove.ground.lib.text import one_line_end, storable

from .addresses import addresses
from .attachments import Collector
from .bodies import Bodies, find
from .charsets import decode, looks_like, tells
from .classify import classify
from .dates import date_of
from .headers import Block, decoded, in_utf8, message_id, message_ids, read_block
from .limits import Limits
from .parsed import Address, Attachment, Flags, ParsedMail
from .quotation import Folded, fold
from .structure import Part, Structure, structure
from .subjects import is_answer, is_forward
from .winmail import is_winmail, open_winmail

_KNOWN = frozenset(
    [
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "received",
        "message-id",
        "mime-version",
        "content-type",
        "return-path",
        "sender",
        "reply-to",
        "delivered-to",
        "bcc",
        "in-reply-to",
        "references",
        "x-mailer",
        "content-transfer-encoding",
        "dkim-signature",
        "list-id",
    ]
)
_MBOX = re.compile(rb">?From (?![ \t]*:)[^\r\n]*\r?\n")
_CR = re.compile(rb"\r(?!\n)")
_AFTER_WORDS = 3


def parse(raw: bytes, *, limits: Limits = Limits()) -> ParsedMail:  # noqa: B008  (frozen, so it can be shared)
    """What a message says and carries. Any bytes give a ParsedMail; the worst case is their text with a warning."""
    try:
        return _parse(bytes(raw), limits)
    except Exception as error:  # nothing a stranger sends may stop the intake; the type says where to look
        text = storable(one_line_end(decode(bytes(raw)[: limits.text_chars])[0]))
        return ParsedMail(text=text, new_text=text, warnings=(f"unreadable-shown-raw:{type(error).__name__}",))


def _parse(raw: bytes, limits: Limits) -> ParsedMail:
    warnings: list[str] = []
    data = _prepared(raw, limits, warnings)
    block = _top_block(data, limits, warnings)
    parts = structure(data, block, limits)
    if not block.body and parts.root.type == "text/plain" and not block.fields:
        warnings.append("no-headers")
    charset = _charset_of(parts, block, data)
    block.fields = in_utf8(block.fields, charset)
    collector = Collector(limits)
    bodies = find(data, _opened(parts, data, limits), collector, limits, charset)
    _open_winmail(bodies, collector, limits)
    warnings += parts.warnings + bodies.warnings + collector.warnings + _left_over(data, parts)
    return _mail(block, parts, bodies, collector, data, limits, warnings)


def _prepared(raw: bytes, limits: Limits, warnings: list[str]) -> bytes:
    """The bytes with a mark, an mbox line and lone CRs out of the way, no longer than allowed."""
    if len(raw) > limits.message_bytes:
        warnings.append(f"message-too-large-cut:{len(raw) - limits.message_bytes}-bytes")
        raw = raw[: limits.message_bytes]
    data = raw.removeprefix(b"\xef\xbb\xbf")
    head = data[:4000]
    if b"\r" in head and _CR.search(head):
        data = _CR.sub(b"\n", data) if b"\n" not in head.replace(b"\r\n", b"") else data
    if b"\0" in head and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decode(data)[0].encode()
    if data[:1] in b"\r\n \t\0":
        stripped = data.lstrip(b"\r\n\0 \t")
        if re.match(rb"(?:>?From |[A-Za-z-]{2,40}:)", stripped):
            data = stripped
    while hit := _MBOX.match(data):
        data = data[hit.end() :]
    return data


def _top_block(data: bytes, limits: Limits, warnings: list[str]) -> Block:
    """The message's own header; none when what looks like one has no field of mail in it."""
    block = read_block(data, 0, len(data), limits, top=True)
    if block.fields and not any(name in _KNOWN for name, _ in block.fields):
        warnings.append("no-headers")
        return Block()
    return block


def _charset_of(parts: Structure, block: Block, data: bytes) -> str:
    """The charset for what names none, in the header or the text: that of the first text part which names one.

    Without such a part, what all raw 8-bit fields and the first text together look like: each alone may be too short.
    """
    texts = [one for one in parts.leaves[:20] if one.type.startswith("text/")]
    named = next((label for one in texts if tells(label := one.parameters.get("charset", ""))), "")
    if named:
        return named
    return looks_like([*(value for _, value in block.fields), *(one.body(data)[:4000] for one in texts[:1])])


def _opened(parts: Structure, data: bytes, limits: Limits) -> Structure:
    """A message that is nothing but another message: the inner one's words are its words."""
    root = parts.root
    if (
        root.type not in ("message/rfc822", "message/global")
        or root.block.raw("content-transfer-encoding").lower() == b"base64"
    ):
        return parts
    inner = structure(data, read_block(data, root.start, root.end, limits), limits)
    return inner if inner.root.type not in ("message/rfc822", "message/global") else parts


def _open_winmail(bodies: Bodies, collector: Collector, limits: Limits) -> None:
    for attachment in [one for one in collector.found if is_winmail(one)][:5]:
        text, html = open_winmail(attachment, collector, limits)
        if not bodies.lines and (html or text):
            text, html = storable(one_line_end(text)), storable(one_line_end(html))
            bodies.lines = html_lines(html) if html else [Line(line) for line in text.strip("\n").split("\n")]
            bodies.html = bodies.html or html


def _left_over(data: bytes, parts: Structure) -> list[str]:
    """Text behind the last boundary is in no part: say so when there is some."""
    if parts.after and len(data[parts.after :].strip()) > _AFTER_WORDS:
        return ["text-after-last-part-left"]
    return []


def _mail(
    block: Block,
    parts: Structure,
    bodies: Bodies,
    collector: Collector,
    data: bytes,
    limits: Limits,
    warnings: list[str],
) -> ParsedMail:
    subject = decoded(block.raw("subject"))
    lines = bodies.lines
    text = "\n".join(line.text for line in lines)
    kind = classify(block, parts, data, text, limits)
    folded = Folded(text) if kind.bounce else _folded(lines, block, limits)
    when, odd = date_of(block.raw("date"))
    mail = ParsedMail(
        subject=subject,
        message_id=message_id(block.raw("message-id")),
        in_reply_to=message_ids(block.raw("in-reply-to"), limits.references),
        references=message_ids(b" ".join(block.every("references")), limits.references),
        date=when,
        text=text,
        html=bodies.html,
        new_text=folded.new_text,
        quoted_text=folded.quoted_text,
        signature=folded.signature,
        attachments=tuple(_shown_inside(one, bodies.html) for one in collector.found),
        flags=Flags(kind.bounce is not None, kind.auto_reply, kind.list, kind.by_subject),
        bounce=kind.bounce,
        headers=tuple((name, decoded(value)) for name, value in block.fields),
        declared_language=decoded(block.raw("content-language")),
    )
    people, strange = _people(block, limits)
    warnings += [*strange, *([odd] if odd else [])]
    return replace(mail, **people, warnings=tuple(dict.fromkeys(warnings)))


def _shown_inside(attachment: Attachment, html: str) -> Attachment:
    """Marked as inline when the HTML shows it, whatever its own header says."""
    if attachment.content_id and not attachment.inline and f"cid:{attachment.content_id}" in html:
        return replace(attachment, inline=True)
    return attachment


def _folded(lines: list[Line], block: Block, limits: Limits) -> Folded:
    subject = decoded(block.raw("subject"))
    answers = bool(block.raw("in-reply-to") or block.raw("references")) or is_answer(subject)
    return fold(lines, answers=answers, forward=is_forward(subject, lines), limit=limits.quotation_lines)


def _people(block: Block, limits: Limits) -> tuple[dict[str, tuple[Address, ...]], list[str]]:
    """The address fields by the names they have in ParsedMail, and warnings."""
    people: dict[str, tuple[Address, ...]] = {}
    warnings: list[str] = []
    for field, name in (("from_", "from"), ("sender", "sender"), ("to", "to"), ("cc", "cc"), ("reply_to", "reply-to")):
        people[field], odd = addresses(block.every(name), limits)
        warnings += [f"{name}:{one}" for one in odd]
    if len(block.every("from")) > 1:
        people["from_"] = _first_sender(block, limits)
        warnings.append("from-repeated")
    if not people["from_"]:
        warnings.append("from-missing")
    return people, warnings


def _first_sender(block: Block, limits: Limits) -> tuple[Address, ...]:
    """Of several From fields the first that names a mailbox, as mail programs show it (RFC 5322 allows one)."""
    fields = [addresses([one], limits)[0] for one in block.every("from")]
    return next((one for one in fields if any(each.address for each in one)), fields[0])


__all__ = ["Limits", "ParsedMail", "Part", "parse"]
