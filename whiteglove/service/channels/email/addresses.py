"""Read address fields: groups, comments, quotes that never close, names without brackets."""

import re

from .headers import decode_words, text_of
from .limits import Limits
from .parsed import Address

_SPECIAL = re.compile(r'[",;:<>()\\]')
# Sought from where a word begins only, and not without end: else a long word without an @ takes a time of its square.
_MAILBOX = re.compile(
    r"(?<![^\s<>,;:()\"'\[\]\\])[^\s<>,;:()\"'\[\]\\][^\s<>,;:()\"\[\]\\]{0,250}@(?:\[[\w.:]+\]|[^\s<>,;()\"'\\]+)"
)
_SPACED = re.compile(r"[ \t]*([@.])[ \t]*")
_SPACED_MAILBOX = re.compile(r"\s*[\w.+-]+[ \t]*@[ \t]*[\w-]+(?:[ \t]*\.[ \t]*[\w-]+)*\s*")
_SPACES = re.compile(r"\s+")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]+")
_MAILTO = re.compile(r"^\s*(?:mailto:|smtp:)\s*", re.I)
_X500 = re.compile(r"^/o=", re.I)


def addresses(fields: list[bytes], limits: Limits) -> tuple[tuple[Address, ...], list[str]]:
    """All mailboxes of the fields of one name, in order, and warnings. Groups are opened, empty ones give none."""
    found: list[Address] = []
    warnings: list[str] = []
    for raw in fields:
        for one in _split(_readable(raw)):
            if len(found) >= limits.addresses:
                warnings.append("addresses-over-limit")
                return tuple(found), warnings
            mailbox = _mailbox(one)
            if mailbox is not None:
                found.append(mailbox)
                if not mailbox.address:
                    warnings.append("address-unreadable")
    return tuple(found), warnings


def _readable(raw: bytes) -> str:
    """As text. Words that encode the whole field, brackets and all, are decoded before it is cut up."""
    text = text_of(raw)
    if "=?" in text and "@" not in re.sub(r"=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=", "", text):
        text = decode_words(text)
    return _UNSAFE.sub(" ", text)


def _split(text: str) -> list[str]:
    """Cut at the commas (and semicolons) that separate; one pass, quotes and comments respected."""
    pieces: list[str] = []
    start = at = 0
    end = len(text)
    last_quote, last_close = text.rfind('"'), text.rfind(")")
    angle = text.rfind(">")
    while hit := _SPECIAL.search(text, at):
        mark, at = hit.group(), hit.end()
        if mark == "\\":
            at += 1
        elif mark == '"' and at <= last_quote:
            at = _after_quote(text, at)
        elif mark == "(" and at <= last_close:
            after = _after_comment(text, at)
            last_close = -1 if after == at else last_close  # never closed: none behind it is read again
            at = after
        elif mark == "<" and at <= angle:
            at = _after_angle(text, at)
            if _comma_missing(text, at):
                pieces.append(text[start:at])
                start = at
        elif mark in ",;":
            pieces.append(text[start : hit.start()])
            start = at
        elif mark == ":" and _is_group(text, start, hit.start(), at):
            start = at
    pieces.append(text[start:end])
    return _rejoined([piece for piece in pieces if piece.strip()])


def _rejoined(pieces: list[str]) -> list[str]:
    """`Amara, Cleo <cleo@…>` without quotes was cut at its comma: put it together again."""
    out: list[str] = []
    for piece in pieces:
        if out and "<" in piece and not any(mark in out[-1] for mark in '@<">:') and " " not in out[-1].strip():
            out[-1] = f"{out[-1]},{piece}"
        else:
            out.append(piece)
    return out


def _comma_missing(text: str, at: int) -> bool:
    """Whether another `"Name" <mailbox>` follows a closed bracket at once."""
    return text[at - 1 : at] == ">" and re.match(r'\s*"[^"]*"\s*<', text[at : at + 300]) is not None


def _is_group(text: str, start: int, colon: int, after: int) -> bool:
    """Whether what stands before the colon names a group."""
    name = text[start:colon].strip().lower()
    if name in ("mailto", "smtp", "x500", "ex", "imceaex", "fax", "rfc822"):
        return False
    return "@" not in name and "[" not in name and (";" in text[after:] or not text[after:].strip())


def _after_quote(text: str, at: int) -> int:
    """Past the closing quote. One that closes far behind another address is taken as never closed."""
    start = at
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] == '"':
            return (
                at + 1
                if not _MAILBOX.search(text[start:at].rpartition(",")[0] if "<" in text[start:at] else "")
                else start
            )
        at += 1
    return start


def _after_comment(text: str, at: int) -> int:
    depth, start = 1, at
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    return start


def _after_angle(text: str, at: int) -> int:
    """Past the `>`; a `<` that meets another one first, or a comma before any `>`, closes itself."""
    close = text.find(">", at)
    return close + 1 if close >= 0 and text.find("<", at, close) < 0 else at


def _mailbox(text: str) -> Address | None:
    """One mailbox of one piece. None for nothing at all."""
    text = text.strip()
    opened = text.rfind("<")
    if opened >= 0:
        inside = text[opened + 1 :].partition(">")
        address = _address(inside[0])
        before = text[:opened]
        if before.rstrip().endswith(">") and f"<{address}>" in before:
            before = before.replace(f"<{address}>", "")  # named twice
        name = _name(before.strip("<> \t")) or _name(_comment(text)) or _name(inside[2])
        if not address and name and "@" not in text:
            return Address(name, "")
        if not address:
            return _without_brackets(text.replace("<", " ").replace(">", " "))
        return Address("" if name == address else name, address)
    return _without_brackets(text)


def _without_brackets(text: str) -> Address | None:
    outside = _outside_comments(text)
    if not outside.strip():
        return None
    if _SPACED_MAILBOX.fullmatch(outside):
        outside = _SPACED.sub(r"\1", outside)
    hit = _MAILBOX.search(outside)
    if hit and _quoted_local(outside) is None:
        address = _address(hit.group())
        rest = (outside[: hit.start()] + " " + outside[hit.end() :]).strip(" []'\"\t<>")
        return Address(_name(_comment(text)) or _name(rest), address)
    quoted = _quoted_local(outside)
    if quoted:
        return Address(_name(_comment(text)), quoted)
    if _comment(text) and re.fullmatch(r"\s*[\w.-]+\s*", outside):
        return Address(_name(_comment(text)), outside.strip())  # a mailbox of the server itself
    name = _name(text)
    if not name or name.lower().replace("-", " ") in (
        "undisclosed recipients",
        "unlisted recipients",
        "unlisted-recipients",
    ):
        return None
    if "@" not in name and not re.search(r"\s", name) and name.isascii() and '"' not in text and len(name) < 65:
        return Address("", name)
    return Address(name, "")


def _quoted_local(text: str) -> str | None:
    hit = re.fullmatch(r'\s*("(?:[^"\\]|\\.)*"@[^\s<>,;()]+)\s*', text)
    return hit.group(1) if hit else None


def _outside_comments(text: str) -> str:
    if "(" not in text:
        return text
    out: list[str] = []
    at = 0
    while (opened := text.find("(", at)) >= 0:
        after = _after_comment(text, opened + 1)
        out.append(text[at:opened])
        at = max(after, opened + 1)
        if after <= opened + 1:
            break
    return " ".join((*out, text[at:]))


def _comment(text: str) -> str:
    opened = text.find("(")
    if opened < 0:
        return ""
    after = _after_comment(text, opened + 1)
    return text[opened + 1 : after - 1] if after > opened + 1 else ""


def _address(text: str) -> str:
    """A bare address: routes, spaces, "mailto:" and stray punctuation gone; the domain in lower case."""
    text = _MAILTO.sub("", decode_words(text) if "=?" in text else text).strip()
    if text.startswith("@") and ":" in text:
        text = text.partition(":")[2]  # an old source route
    if '"' not in text and not _X500.match(text):
        text = _SPACES.sub("", _outside_comments(text)).strip("'<>,;")
        text = text if "@[" in text else text.strip("[]")
    local, at, domain = text.rpartition("@")
    return f"{local}@{domain.rstrip('.').lower()}" if at else text


def _name(text: str) -> str:
    """A display name: quotes taken off, escapes undone, words decoded, on one line."""
    text = text.strip()
    quoted = len(text) >= 2 and text[0] == text[-1] == '"'
    if quoted:
        text = text[1:-1]
    if "\\" in text:
        text = re.sub(r"\\(.)", r"\1", text)
    elif not quoted:
        text = text.replace('"', "")
    text = decode_words(text) if "=?" in text else text
    if len(text) >= 2 and text[0] == text[-1] == '"':
        text = text[1:-1]
    text = _SPACES.sub(" ", _UNSAFE.sub(" ", text)).strip()
    if len(text) >= 2 and text[0] == text[-1] == "'":
        text = text[1:-1].strip()
    return text
