"""Open Outlook's winmail.dat: the files inside it and, when the mail has no other words, its body."""

import logging

from whiteglove.service.channels.given import type_of

from .attachments import Collector
from .compressed_rtf import decompress, is_compressed, length_of
from .limits import Limits
from .parameters import safe_name
from .parsed import Attachment
from .rtf import rtf_to_html_or_text

TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})


def is_winmail(attachment: Attachment) -> bool:
    """Whether an attachment is such a file."""
    return attachment.type in TYPES or attachment.name.lower() == "winmail.dat"


def open_winmail(attachment: Attachment, collector: Collector, limits: Limits) -> tuple[str, str]:
    """Files go to `collector`; gives the body as (text, html), either "" when it isn't there."""
    if attachment.content is None or len(attachment.content) > limits.tnef_bytes:
        collector.warnings.append("winmail-too-large-kept-closed")
        return "", ""
    try:
        from tnefparse import TNEF  # late: few mails need it

        logging.getLogger("tnefparse").setLevel(logging.CRITICAL)
        opened = TNEF(attachment.content, do_checksum=False)
        _collect(opened, collector, limits)
        return _body(opened, collector, limits)
    except Exception as error:  # the library raises anything on damaged files
        collector.warnings.append(f"winmail-damaged:{type(error).__name__}")
        return "", ""


def _collect(opened, collector: Collector, limits: Limits) -> None:
    for one in opened.attachments[: limits.parts]:
        name = safe_name(str(one.long_filename() or one.name or "").rstrip("\0"))
        content = bytes(one.data or b"")
        if getattr(one, "embed", None) is not None and not content:
            collector.warnings.append("winmail-embedded-message-kept-inside")
            continue
        collector.file(name or "attachment.bin", type_of(name), content)


def _body(opened, collector: Collector, limits: Limits) -> tuple[str, str]:
    html = _text(opened.htmlbody)
    if html:
        return "", html
    text = _text(opened.body)
    rich = _rtf(opened.rtfbody or b"", collector, limits)
    if rich:
        found_text, found_html = rtf_to_html_or_text(rich)
        return text or found_text, found_html
    return text, ""


def _rtf(rich: bytes | str, collector: Collector, limits: Limits) -> bytes:
    """RTF as such. The library hands it over as Outlook packed it."""
    data = rich.encode("latin-1", "replace") if isinstance(rich, str) else bytes(rich)
    if not is_compressed(data):
        return data if data.startswith(b"{\\rtf") else b""
    if length_of(data) > limits.rtf_bytes:
        collector.warnings.append(f"text-over-limit-cut:{length_of(data) - limits.rtf_bytes}-bytes")
    return decompress(data, limits.rtf_bytes)


def _text(value) -> str:
    if isinstance(value, bytes):
        from .charsets import decode

        return decode(value.rstrip(b"\0"), "")[0]
    return (value or "").rstrip("\0")
