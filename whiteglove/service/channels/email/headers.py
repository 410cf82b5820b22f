"""Read header fields as they really come: folded anyhow, encoded words in all broken forms, raw 8-bit."""

import itertools
import re
from binascii import unhexlify
from dataclasses import dataclass, field

from .charsets import codec_of, decode
from .limits import Limits
from .transfer import base64

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?((?:[^?\r\n]|\?(?!=))*+)\?=")
_WORD_ENDLESS = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]*+)\??\s*\Z")
_Q_BYTE = re.compile(rb"=([0-9A-Fa-f]{2})")
_BETWEEN = re.compile(r"[ \t\r\n]*\Z")
_BREAKS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
_FOLDED_MOST = 20
_NEEDED = re.compile(
    rb"^(From|To|Cc|Subject|Date|Message-ID|In-Reply-To|References|Reply-To|Auto-Submitted|Content-Type|Content-Transfer-Encoding)"
    rb"[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)",
    re.M | re.I,
)
_HEADER_END = re.compile(rb"\n[ \t]*\r?\n")
_ANGLED = re.compile(r"<([^<>\s]+(?:\s+[^<>\s]+)*)>")
_BARE_ID = re.compile(r"(?<![^\s<>,;\"])[^\s<>,;\"]{1,250}@[^\s<>,;\"]+")


@dataclass(slots=True)
class Block:
    """One part's header: fields in order as raw bytes, where the body starts, and what was odd."""

    fields: list[tuple[str, bytes]] = field(default_factory=list)
    body: int = 0
    warnings: list[str] = field(default_factory=list)

    def raw(self, name: str) -> bytes:
        """The first field of that (lower-case) name, unfolded; b"" without one."""
        return next((value for key, value in self.fields if key == name), b"")

    def every(self, name: str) -> list[bytes]:
        """All fields of that (lower-case) name in order."""
        return [value for key, value in self.fields if key == name]


def read_block(data: bytes, start: int, end: int, limits: Limits, *, top: bool = False) -> Block:
    """The header fields of `data[start:end]`. Damaged lines join the field before them when more fields follow."""
    block, at = Block(), start
    lines: list[bytes] = []
    name = ""
    while at < end:
        after = data.find(b"\n", at, end) + 1 or end
        line = data[at:after].rstrip(b"\r\n")
        if len(block.fields) >= limits.headers or at - start > limits.header_bytes:
            _keep(block, name, lines, limits)
            return _beyond(block, data, at, end, limits)
        if not line:
            at = after
            break
        if line[:1] in b" \t" and (name or not top):
            if not line.strip() and not _goes_on(data, after, end):
                at = after
                break
            lines.append(line.strip())
        elif hit := _FIELD.match(line):
            _keep(block, name, lines, limits)
            name, lines = hit.group(1).decode("ascii").lower(), [line[hit.end() :].strip()]
        elif name and _goes_on(data, after, end):
            lines.append(line.strip())
            block.warnings.append("header-line-damaged")
        else:
            if name:
                block.warnings.append("header-end-missing")
            break
        at = after
    _keep(block, name, lines, limits)
    block.body = at
    return block


def _goes_on(data: bytes, at: int, end: int) -> bool:
    """Whether the header is still going on at `at`: with a field, at once or behind a few folded lines."""
    for _ in range(_FOLDED_MOST):
        line = data[at : min(end, at + 300)].split(b"\n", 1)[0]
        if not line.rstrip(b"\r") or line[:1] not in b" \t":
            break
        at = data.find(b"\n", at, end) + 1 or end
    return bool(line.strip()) and is_field(line)


def _keep(block: Block, name: str, lines: list[bytes], limits: Limits) -> None:
    if not name:
        return
    value = b" ".join(lines) if len(lines) > 1 else lines[0]
    if b"\0" in value:
        value = value.replace(b"\0", b"")
    if len(value) > limits.header_chars:
        block.warnings.append(f"header-too-long-cut:{name[:40]}")
        value = value[: limits.header_chars]
    block.fields.append((name, value))


def _beyond(block: Block, data: bytes, at: int, end: int, limits: Limits) -> Block:
    """The rest of an endless header is counted and left, but for the fields without which a mail is none."""
    stop = _HEADER_END.search(data, max(at - 1, 0), end)
    block.body = stop.end() if stop else end
    for hit in itertools.islice(_NEEDED.finditer(data, at, block.body), 50):
        _keep(
            block,
            hit.group(1).decode("ascii").lower(),
            [line.strip() for line in hit.group(2).splitlines()] or [b""],
            limits,
        )
    block.warnings.append(f"headers-over-limit:{data.count(bytes([10]), at, block.body)}-lines-left")
    return block


def is_field(line: bytes) -> bool:
    """Whether a line could be a header field."""
    return _FIELD.match(line) is not None


def text_of(raw: bytes) -> str:
    """A field's raw bytes as characters: UTF-8 if it is that, else what it looks like."""
    return decode(raw, "")[0]


def in_utf8(fields: list[tuple[str, bytes]], charset: str) -> list[tuple[str, bytes]]:
    """Fields with raw 8-bit characters rewritten in UTF-8: those that aren't it yet are read in the body's charset."""
    return [(name, value if _is_utf8(value) else decode(value, charset)[0].encode()) for name, value in fields]


def _is_utf8(value: bytes) -> bool:
    """Whether all is UTF-8: other charsets hardly ever look like it, and the body's needn't be the header's."""
    try:
        return value.isascii() or bool(value.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def decoded(raw: bytes | str) -> str:
    """A field's text, unfolded and with encoded words decoded, on one line."""
    text = text_of(raw) if isinstance(raw, bytes) else raw
    return _BREAKS.sub(" ", decode_words(text)).strip()


def decode_words(text: str) -> str:
    """Decode RFC 2047 words. Neighbours of one charset are joined first: they may share a character."""
    if "=?" not in text:
        return text
    out: list[str] = []
    run: list[tuple[str, bytes]] = []
    at = 0
    for word in _WORD.finditer(text, 0, text.rfind("?=") + 2):
        between = text[at : word.start()]
        if not (run and _BETWEEN.match(between)):
            _spill(run, out)
            out.append(between)
        _join(run, *_word_bytes(word))
        at = word.end()
    _spill(run, out)
    rest = text[at:]
    last = _WORD_ENDLESS.search(rest) if "=?" in rest else None
    if last:
        out.append(rest[: last.start()])
        _join(run, *_word_bytes(last))
        _spill(run, out)
        return "".join(out)
    out.append(rest)
    return "".join(out)


def _word_bytes(word: re.Match[str]) -> tuple[str, bytes]:
    charset, kind, payload = word.groups()
    data = payload.encode("utf-8", "surrogateescape") if not payload.isascii() else payload.encode()
    if kind in "bB":
        return charset, base64(data)[0]
    return charset, _Q_BYTE.sub(lambda byte: unhexlify(byte[1]), data.replace(b"_", b" "))


def _join(run: list[tuple[str, bytes]], charset: str, data: bytes) -> None:
    """Add to the word before it when that has the same charset and isn't stateful."""
    codec = codec_of(charset) or ""
    if (
        run
        and run[-1][0].split("*")[0].lower() == charset.split("*")[0].lower()
        and not codec.startswith(("iso2022", "hz"))
    ):
        run[-1] = (charset, run[-1][1] + data)
    else:
        run.append((charset, data))


def _spill(run: list[tuple[str, bytes]], out: list[str]) -> None:
    out.extend(decode(data, charset)[0] for charset, data in run)
    run.clear()


def message_ids(raw: bytes, limit: int) -> tuple[str, ...]:
    """The ids of In-Reply-To or References, without brackets, each once, the newest `limit` of them."""
    text = text_of(raw)
    if "=?" in text:
        text = decode_words(text)
    found = ["".join(one.split()) for one in _ANGLED.findall(text)]
    if not found:
        found = _BARE_ID.findall(text)
    return tuple(dict.fromkeys(found))[-limit:]


def message_id(raw: bytes) -> str:
    """The id of Message-ID without brackets; "" for none."""
    found = message_ids(raw, 1_000)
    if found:
        return found[0]
    text = "".join(text_of(raw).split()).strip("<>")
    return text[:998]
