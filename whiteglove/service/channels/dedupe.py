"""When are two raw messages the same message? A pure rule over bytes, before anything is parsed.

The key joins the Message-ID with a digest of sender, date, subject and body. So the same mail through two
mailboxes, polled again or sent again after a crash is one message, while a different mail that reuses a
Message-ID is not lost. Without a Message-ID, whom it was for and who wants the answer count too: web forms send
every visitor's words from one address. Without a Date as well nothing tells Monday's "please call me" from
Tuesday's but the day on which it came in, so the same mail is one message for that day only. Trace headers
(Received, Delivered-To, …) don't count. The body is compared as DKIM's "relaxed" canonical form (RFC 6376 3.4.4)
does, since relays change line ends and trailing space.
"""

import re
from datetime import date
from hashlib import sha256

COUNTED = (b"from", b"date", b"subject")
# With a Message-ID these say nothing new, and relays and lists rewrite them.
COUNTED_WITHOUT_ID = (b"to", b"cc", b"reply-to")
READ = frozenset({b"message-id", *COUNTED, *COUNTED_WITHOUT_ID})
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n|\r\r")
_FOLD = re.compile(rb"(?:\r\n|\n|\r)(?=[ \t])")
_LINES = re.compile(rb"\r\n|\n|\r")
_BLANKS = re.compile(rb"[ \t]+")


def key(raw: bytes, came: date) -> str:
    """`m:` or `d:` (no Message-ID) and 64 hex digits; the same for the same message.

    For ever, unless it has neither Message-ID nor Date: then for the day on which it `came` (UTC).
    """
    head, body = split(raw)
    fields = headers(head)
    message_id = fields.get(b"message-id", b"").strip(b"<> ")
    digest = sha256()
    for name in COUNTED if message_id else (*COUNTED, *COUNTED_WITHOUT_ID):
        digest.update(fields.get(name, b"") + b"\0")
    if not message_id and not fields.get(b"date"):
        digest.update(came.isoformat().encode() + b"\0")
    digest.update(canonical(body))
    whole = sha256(message_id + b"\0" + digest.digest()).hexdigest()
    return f"{'m' if message_id else 'd'}:{whole}"


def split(raw: bytes) -> tuple[bytes, bytes]:
    """(head, body) at the first empty line; an mbox "From " line before the head is dropped."""
    if raw.startswith(b"From "):
        raw = raw.partition(b"\n")[2]
    end = _END_OF_HEAD.search(raw)
    return (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")


def headers(head: bytes) -> dict[bytes, bytes]:
    """The first value of each header that counts, unfolded, with its blanks made single."""
    found: dict[bytes, bytes] = {}
    for line in _LINES.split(_FOLD.sub(b"", head)):
        name, colon, value = line.partition(b":")
        name = name.strip().lower()
        if colon and name in READ:
            found.setdefault(name, _BLANKS.sub(b" ", value).strip())
    return found


def canonical(body: bytes) -> bytes:
    """The body with single blanks, none at line ends, LF line ends and no empty lines at its end."""
    if b"  " in body or b"\t" in body:
        body = _BLANKS.sub(b" ", body)
    *lines, last = body.split(b"\n")
    ended = [line.removesuffix(b"\r").removesuffix(b" ") for line in lines]
    return b"\n".join([*ended, last]).replace(b"\r", b"\n").rstrip(b" \n")
