"""Make attachments of the parts that aren't the words of the mail."""

import mimetypes
import re

from .headers import decoded, message_id, read_block
from .limits import Limits
from .parameters import file_name, safe_name, value_and_parameters
from .parsed import Attachment
from .structure import Part
from .transfer import undo

ENDINGS = {
    "image/jpeg": ".jpg", "image/pjpeg": ".jpg", "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics",
    "message/rfc822": ".eml", "message/global": ".eml", "message/delivery-status": ".txt",
    "text/rfc822-headers": ".txt",
    "message/disposition-notification": ".txt", "message/partial": ".eml", "message/external-body": ".txt",
    "application/octet-stream": ".bin", "application/pgp-encrypted": ".asc", "application/pgp-signature": ".asc",
    "application/pgp-keys": ".asc", "application/pkcs7-mime": ".p7m", "application/x-pkcs7-mime": ".p7m",
    "application/pkcs7-signature": ".p7s", "application/x-pkcs7-signature": ".p7s", "application/ms-tnef": ".dat",
    "application/vnd.ms-tnef": ".dat", "text/vcard": ".vcf", "text/x-vcard": ".vcf", "text/csv": ".csv",
    "application/zip": ".zip", "image/webp": ".webp", "image/heic": ".heic", "audio/amr": ".amr",
}  # fmt: skip
NAMES = {
    "text/calendar": "invite.ics", "message/delivery-status": "delivery-status.txt",
    "message/global-delivery-status": "delivery-status.txt",
    "text/rfc822-headers": "headers.txt", "message/disposition-notification": "disposition-notification.txt",
    "message/external-body": "external-body.txt", "application/ms-tnef": "winmail.dat",
    "application/vnd.ms-tnef": "winmail.dat", "application/pgp-encrypted": "version.asc",
    "application/pgp-signature": "signature.asc", "application/pkcs7-mime": "smime.p7m",
    "application/x-pkcs7-mime": "smime.p7m", "application/pkcs7-signature": "smime.p7s",
    "application/x-pkcs7-signature": "smime.p7s", "message/partial": "partial.eml",
    "message/feedback-report": "feedback-report.txt",
}  # fmt: skip
MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})


class Collector:
    """Collects attachments in order and keeps count of their bytes."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.found: list[Attachment] = []
        self.warnings: list[str] = []
        self.bytes = 0

    def part(self, part: Part, data: bytes) -> bytes:
        """Keep a part as it came; gives its decoded bytes."""
        content = self.content(part, data)
        disposition, given = value_and_parameters(part.block.raw("content-disposition"))
        name = file_name(given, part.parameters)
        content_id = decoded(part.block.raw("content-id")).strip("<> ")
        self.file(
            name or _own_name(part, content, self.limits),
            part.type if not part.unread or part.type.startswith("multipart/") else "application/octet-stream",
            content,
            content_id=content_id,
            inline=disposition == "inline" or (bool(content_id) and disposition != "attachment"),
            location=decoded(part.block.raw("content-location")),
        )
        if part.type == "message/external-body":
            self.warnings.append("external-body-not-fetched")
        elif part.type == "message/partial":
            self.warnings.append("message-in-pieces-not-joined")
        return content

    def content(self, part: Part, data: bytes) -> bytes:
        """A part's bytes with the transfer encoding undone. What isn't read further stays as it is."""
        raw = part.body(data)
        if part.unread or part.type == "message/external-body":
            return raw
        content, warning = undo(raw, decoded(part.block.raw("content-transfer-encoding")))
        if warning:
            self.warnings.append(warning)
        return content

    def file(
        self, name: str, kind: str, content: bytes, *, content_id: str = "", inline: bool = False, location: str = ""
    ) -> None:
        """Keep one file; beyond the limit its name and size only."""
        self.bytes += len(content)
        kept: bytes | None = content
        if self.bytes > self.limits.attachment_bytes:
            self.bytes -= len(content)
            kept = None
            self.warnings.append("attachment-too-large-bytes-left-out")
        self.found.append(
            Attachment(name, kind or "application/octet-stream", len(content), kept, content_id, inline, location)
        )


def _own_name(part: Part, content: bytes, limits: Limits) -> str:
    """A name for a file without one: by its type, for a forwarded mail by its subject."""
    if part.unread:
        return "unread-part.eml" if part.type.startswith("multipart/") else "unread-parts.bin"
    if part.type in MESSAGES:
        return mail_name(content, limits)
    if part.type in NAMES:
        return NAMES[part.type]
    main = part.type.partition("/")[0]
    stem = main if main in ("image", "audio", "video", "text") else "attachment"
    return stem + ending_of(part.type)


def ending_of(kind: str) -> str:
    """The usual ending of a type with its dot; `.txt` for unknown text, `.bin` for the rest."""
    fallback = ".txt" if kind.startswith("text/") else ".bin"
    return ENDINGS.get(kind) or mimetypes.guess_extension(kind, strict=False) or fallback


def mail_name(content: bytes, limits: Limits) -> str:
    """`Subject of the forwarded mail.eml`."""
    block = read_block(content, 0, min(len(content), limits.header_bytes), limits)
    subject = safe_name(re.sub(r"[/\\:*?\"<>|]+", " ", decoded(block.raw("subject"))))[:120].strip(" .")
    return f"{subject or safe_name(message_id(block.raw('message-id')).partition('@')[0])[:60] or 'message'}.eml"
