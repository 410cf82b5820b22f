"""Read Content-Type and Content-Disposition: their value and parameters, in RFC 2231 and in no form at all."""

import re
from contextlib import suppress
from urllib.parse import unquote_to_bytes

from .charsets import decode
from .headers import decode_words, text_of

_PARAMETER = re.compile(r";\s*+([^\s=;\"]++)\s*+=\s*+(\"(?:[^\"\\]|\\.)*+\"|\"[^\"]*+\Z|[^;]*+)")
_SPACED_VALUE = re.compile(r"\s*([\w.+-]+(?:/[\w.+-]+)?)[\s,]++([\w*-]+\s*=.*)", re.S)
_TYPE_AND_MORE = re.compile(r"([\w.+-]+/[\w.+-]+)[\s,(]")
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?\Z")
_ESCAPE = re.compile(r"\\([\"\\])")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
NAME_CHARS = 255


def value_and_parameters(raw: bytes) -> tuple[str, dict[str, str]]:
    """The value in lower case and its parameters by lower-case name, decoded and put together."""
    if not raw:
        return "", {}
    text = text_of(raw)
    value = text.partition(";")[0].strip().strip("\"'").lower()
    spaced = _SPACED_VALUE.match(text)
    if spaced:
        text = f"{spaced.group(1)};{spaced.group(2)}"
        value = spaced.group(1).strip().lower()
    elif "=" in value and ";" not in text:
        return "", _assemble(_PARAMETER.findall(";" + text))
    if more := _TYPE_AND_MORE.match(value):
        value = more.group(1)  # a comment, a comma, the next field's words
    if ";" not in text:
        return value, {}
    found = _PARAMETER.findall(text[text.index(";") :])
    if len(found) == 1 and "*" not in found[0][0]:
        return value, {found[0][0].lower(): _plain(found[0][1])}
    return value, _assemble(found)


def _assemble(found: list[tuple[str, str]]) -> dict[str, str]:
    """Plain parameters, and those in sections in the order of their numbers."""
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[bool, str]]] = {}
    for name, value in found[:200]:
        hit = _SECTION.match(name.lower())
        if hit is None or (hit.group(2) is None and hit.group(3) is None):
            plain.setdefault(name.lower(), _plain(value))
        else:
            numbered = sections.setdefault(hit.group(1), {})
            numbered.setdefault(int(hit.group(2) or 0), (bool(hit.group(3)), value))
    for name, numbered in sections.items():
        plain[name] = _joined([numbered[at] for at in sorted(numbered)])
    return plain


def _plain(value: str) -> str:
    value = value.strip()
    if value[:1] == '"':
        value = _ESCAPE.sub(r"\1", value[1:-1] if len(value) > 1 and value[-1] == '"' else value[1:])
    elif value[:1] == "'" and value[-1:] == "'" and len(value) > 1:
        value = value[1:-1]
    return decode_words(value) if "=?" in value else value


def _joined(sections: list[tuple[bool, str]]) -> str:
    """RFC 2231: percent-encoded sections are decoded together, in the charset the first one names."""
    data, charset = b"", "utf-8"
    for at, (encoded, value) in enumerate(sections):
        value = value.strip()
        value = _ESCAPE.sub(r"\1", value[1:-1]) if value[:1] == value[-1:] == '"' and len(value) > 1 else value
        if encoded and at == 0 and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        data += unquote_to_bytes(value) if encoded else value.encode("utf-8", "replace")
    text = decode(data, charset)[0]
    return decode_words(text) if "=?" in text else text


def file_name(disposition: dict[str, str], content_type: dict[str, str]) -> str:
    """The file's own name, safe to keep: without path and control characters; "" for none."""
    name = disposition.get("filename") or content_type.get("name") or disposition.get("name") or ""
    if not name and "filename" in content_type:
        name = content_type["filename"]
    return safe_name(name)


def safe_name(name: str) -> str:
    """The last part of a path, one line, no control or direction characters, at most 255 characters."""
    if "%" in name and re.search(r"%[0-9A-Fa-f]{2}%[0-9A-Fa-f]{2}", name):
        data = unquote_to_bytes(name)
        with suppress(UnicodeDecodeError):
            name = data.decode()
    if "''" in name[:20]:
        name = re.sub(r"\A[\w-]{2,15}''", "", name)
    name = " ".join(_UNSAFE.sub(" ", name).split())
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1].strip(" \"'")
    if name.strip(".") == "":
        return ""
    if len(name) > NAME_CHARS:
        stem, dot, ending = name.rpartition(".")
        ending = f"{dot}{ending}" if dot and len(ending) <= 20 else ""
        name = (stem if ending else name)[: NAME_CHARS - len(ending)] + ending
    return name
