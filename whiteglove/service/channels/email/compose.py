"""From an `Outgoing` row to the bytes that leave.

Ids are folded by hand: the standard library would encode a long Message-ID in References as an "encoded word",
which no mail program reads back, and the reply would lose its thread.
"""

import hmac
import re
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from hashlib import sha256
from html import escape

from django.conf import settings

from whiteglove.ground.lib.text import ascii_domain
from whiteglove.service.channels.contract import Party
from whiteglove.service.channels.email import ids
from whiteglove.service.channels.models import Blob, Outgoing

ID_HEADERS = frozenset({"message-id", "in-reply-to", "references"})
# Addresses in a header may be longer than a line; an encoded word would make them useless.
WHOLE_HEADERS = ID_HEADERS | {"list-unsubscribe"}
# RFC 5322 sets no limit, but long chains are refused in practice: the first (the thread) and the latest are kept.
MOST_REFERENCES = 30
MOST_REFERENCE_BYTES = 3000
_ID = re.compile(r"<[^<>\s]+>")
_LINK = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}]")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n+")


class MailPolicy(EmailPolicy):
    """SMTP line ends; ids stay whole, one a line."""

    def _ids(self, name: str, value: str) -> str:
        return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"

    def fold(self, name, value):
        return self._ids(name, value) if name.lower() in WHOLE_HEADERS else super().fold(name, value)

    def fold_binary(self, name, value):
        if name.lower() in WHOLE_HEADERS:
            return self._ids(name, value).encode("utf-8", "surrogateescape")
        return super().fold_binary(name, value)


ASCII = MailPolicy(linesep="\r\n", cte_type="7bit", max_line_length=78)
UTF8 = ASCII.clone(utf8=True)


def render(outgoing: Outgoing, at: datetime) -> bytes:
    """The whole message with CRLF line ends; pure but for reading the attachments' bytes."""
    parties = [*outgoing.to_parties, *outgoing.cc_parties]
    needs_utf8 = not all(party.address.rpartition("@")[0].isascii() for party in parties)
    message = EmailMessage(policy=UTF8 if needs_utf8 else ASCII)
    _address_headers(message, outgoing)
    message["Subject"] = outgoing.subject
    message["Date"] = format_datetime(at)
    _id_headers(message, outgoing)
    if outgoing.auto:
        _automatic_headers(message, outgoing)
    for name, value in outgoing.headers.items():
        message[name] = value
    _body(message, outgoing)
    return message.as_bytes()


def _address_headers(message: EmailMessage, outgoing: Outgoing) -> None:
    account = outgoing.account
    message["From"] = [_header_address(Party(outgoing.from_name or account.name, account.address))]
    if outgoing.to:
        message["To"] = [_header_address(p) for p in outgoing.to_parties]
    if outgoing.cc:
        message["Cc"] = [_header_address(p) for p in outgoing.cc_parties]
    if outgoing.reply_token and account.plus_addressing:
        reply_to = Party(account.name, ids.with_token(account.address, outgoing.reply_token))
        message["Reply-To"] = [_header_address(reply_to)]


def _header_address(party: Party) -> HeaderAddress:
    local, _, domain = party.address.rpartition("@")
    return HeaderAddress(display_name=party.name, username=local, domain=ascii_domain(domain))


def _id_headers(message: EmailMessage, outgoing: Outgoing) -> None:
    message["Message-ID"] = outgoing.message_id
    parents = ids_in(outgoing.in_reply_to)
    if parents:
        message["In-Reply-To"] = parents[0]
    if chain := bounded(outgoing.references, parents[:1]):
        message["References"] = " ".join(chain)


def ids_in(text: str) -> list[str]:
    """Every `<id>` in a stored header; one stored without its brackets gets them back."""
    bare = text.strip()
    return _ID.findall(text) or ([f"<{bare}>"] if "@" in bare and not re.search(r"[\s<>]", bare) else [])


def bounded(references: list[str], parent: list[str]) -> list[str]:
    """The chain once each, the parent last, cut in its middle where it's too long."""
    found = [i for text in references for i in ids_in(text) if i not in parent]
    chain = list(dict.fromkeys(found)) + parent
    if len(chain) > MOST_REFERENCES:
        chain = chain[:1] + chain[1 - MOST_REFERENCES :]
    while len(chain) > 2 and sum(map(len, chain)) > MOST_REFERENCE_BYTES:
        del chain[1]
    return chain


def _automatic_headers(message: EmailMessage, outgoing: Outgoing) -> None:
    """RFC 3834 for everybody, and what Exchange and older list software look at."""
    message["Auto-Submitted"] = "auto-replied" if outgoing.in_reply_to else "auto-generated"
    message["Precedence"] = "bulk"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Whiteglove-Loop"] = loop_mark()


def loop_mark() -> str:
    """The same for every message of this house, and unknown to others."""
    return hmac.new(settings.SECRET_KEY.encode(), b"loop mark", sha256).hexdigest()[:24]


def _body(message: EmailMessage, outgoing: Outgoing) -> None:
    text = signed(outgoing.text, outgoing.signature)
    html = outgoing.html + signature_html(outgoing.signature) if outgoing.html else html_of(text)
    inline = [a for a in outgoing.attachments if a["inline"] and a["content_id"]]
    message.set_content(text, charset="utf-8", cte=_transfer(text))
    message.add_alternative(html, subtype="html", charset="utf-8", cte=_transfer(html))
    for attachment in inline:
        content, how = _part(attachment)
        html_part = message.get_payload()[-1]
        html_part.add_related(content, **how, disposition="inline", cid=f"<{attachment['content_id']}>")
    for attachment in outgoing.attachments:
        if attachment not in inline:
            content, how = _part(attachment)
            message.add_attachment(content, **how)


def _transfer(text: str) -> str:
    """7bit where it holds; otherwise quoted-printable, which people and filters can read."""
    plain = text.isascii() and max(map(len, text.splitlines() or [""])) <= 990
    return "7bit" if plain else "quoted-printable"


def _part(attachment: dict) -> tuple[bytes, dict]:
    """The bytes, and how they are announced; a type that makes no sense becomes a plain file."""
    maintype, _, subtype = attachment["type"].partition("/")
    odd = not re.fullmatch(r"[\w.+-]+/[\w.+-]+", attachment["type"], re.A) or maintype in {"multipart", "message"}
    maintype, subtype = ("application", "octet-stream") if odd else (maintype, subtype)
    content = Blob.objects.get(pk=attachment["blob"]).content
    return content, {"maintype": maintype, "subtype": subtype, "filename": attachment["name"] or None}


def signed(text: str, signature: str) -> str:
    """The text with its signature below the line that mail programs know ("-- ", RFC 3676)."""
    text = text.rstrip() + "\n"
    return f"{text}\n-- \n{signature.strip()}\n" if signature.strip() else text


def signature_html(signature: str) -> str:
    return f"<p>-- <br>{_lines(signature.strip())}</p>\n" if signature.strip() else ""


def html_of(text: str) -> str:
    """The same words as HTML: everything escaped, links only for http and https."""
    paragraphs = _PARAGRAPHS.split(text.strip("\n"))
    return "".join(f"<p>{_lines(p)}</p>\n" for p in paragraphs if p.strip())


def _lines(text: str) -> str:
    return "<br>\n".join(_linked(line) for line in text.splitlines())


def _linked(line: str) -> str:
    out, last = [], 0
    for link in _LINK.finditer(line):
        out.append(escape(line[last : link.start()]))
        out.append(f'<a href="{escape(link[0])}">{escape(link[0])}</a>')
        last = link.end()
    return "".join(out) + escape(line[last:])
