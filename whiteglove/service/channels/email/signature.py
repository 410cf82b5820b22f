"""Where a signature starts: only when its marks are plain, because a wrong guess hides a person's words."""

import re

from .devices import is_device_line

LONG = 30  # lines below an exact "-- "
SHORT = 12  # lines below a "--" without its space

_EXACT = re.compile(r"-- ?\Z|__\s*\Z|--\s{2,}\Z")
_HYPHEN_NAME = re.compile(r"[-~–—]\s?[A-ZÀ-ÖØ-ÞА-Я][\w.'’-]{0,20}(?:\s[A-ZÀ-ÖØ-ÞА-Я][\w.'’-]{0,20}){0,3}\Z")
_LEADS_ON = (":", "?", "：", "？")
_BULLETS = ("-", "~", "–", "—", "•", "*")
_AFTERWORD = re.compile(r"\s*(?:P\.?\s?){1,2}S\b|\s*N\.?B\b", re.I)
_RULE = re.compile(r"\s*[_\-=*]{10,}\s*\Z")
_FOOTER = re.compile(
    r"mailing.?list|mailingliste?|unsubscribe|listinfo|listserv|\w(?:lists|groups)\.|@lists|groups\.\w|mailman|abmelden|"
    r"désinscri|darse de baja|cancella(?:re|rsi)|afmelden|отписаться",
    re.I,
)


def start(lines: list[str]) -> int | None:
    """Index of the first line of the signature that ends `lines`, or None."""
    end = _end(lines, len(lines))
    found = None
    for _ in range(6):
        at = _device(lines, end)
        if at is None:
            at = _footer(lines, end)
        if at is None:
            at = _hyphen_name(lines, end)
        if at is None:
            at = _marked(lines, end)
        if at is None:
            break
        found, end = at, _end(lines, at)
    if found is not None and any(_AFTERWORD.match(line[:10]) for line in lines[found:]):
        return None
    return found


def _end(lines: list[str], end: int) -> int:
    """Past the last line with something on it."""
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _above(lines: list[str], at: int) -> str:
    """The last line before `at` with something on it, without blanks around; "" for none."""
    end = _end(lines, at)
    return lines[end - 1].strip() if end else ""


def _device(lines: list[str], end: int) -> int | None:
    """`Sent from my phone` as the last line, in any language."""
    if not end:
        return None
    line = lines[end - 1]
    return end - 1 if len(line) <= 400 and is_device_line(line) else None


def _footer(lines: list[str], end: int) -> int | None:
    """A mailing list's footer: a long rule and a few lines with an address."""
    for at in range(end - 1, max(end - 9, -1), -1):
        if _RULE.match(lines[at]):
            below = [line for line in lines[at + 1 : end] if line.strip()]
            return at if below and _FOOTER.search(" ".join(below)[:1000]) else None
    return None


def _hyphen_name(lines: list[str], end: int) -> int | None:
    """`-Cleo Amara` as a paragraph of its own at the end: no answer to what stands above, no entry of a list."""
    if end < 2 or lines[end - 2].strip():
        return None
    above = _above(lines, end - 1)
    if above.endswith(_LEADS_ON) or above.startswith(_BULLETS):
        return None
    line = lines[end - 1].strip()
    return end - 1 if line[1:2] != " " and _HYPHEN_NAME.match(line) else None


def _marked(lines: list[str], end: int) -> int | None:
    """The last "-- " with no more below it than a signature has."""
    below = 0
    for at in range(end - 1, -1, -1):
        line = lines[at]
        if line[:2] in ("--", "__") and _EXACT.match(line):
            few = below <= (LONG if line == "-- " else SHORT)
            return at if few and not _above(lines, at).endswith(_LEADS_ON[0]) else None
        below += bool(line.strip())
        if below > LONG:
            return None
    return None
