"""Read the Date field in the forms that programs really write."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from .headers import decoded

_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "met": 60, "mez": 60, "cest": 120,
    "mesz": 120, "mest": 120, "eet": 120, "eest": 180, "msk": 180, "msd": 240, "ist": 330, "hkt": 480, "sgt": 480,
    "awst": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "acst": 570, "nzst": 720, "nzdt": 780, "est": -300,
    "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540,
    "akdt": -480, "hst": -600, "ast": -240, "adt": -180, "nst": -210, "brt": -180, "art": -180, "sast": 120,
    "wat": 60, "eat": 180, "pkt": 300, "wib": 420,
}  # fmt: skip
_AROUND_COLON = re.compile(r"(?<=\d)\s*:\s*(?=\d)")
_COMMENT = re.compile(r"\([^()]*\)")
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?",
    re.I,
)
_MAIL = re.compile(
    r"(\d{1,2})[\s.-]+([A-Za-zäéûçčřů.]{3,12})[\s,.-]+(\d{2,4})(?:[\s,]+(?:at\s+)?(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?)?"
    r"\s*([AaPp]\.?[Mm]\.?)?\s*(.*)"
)
_AMERICAN = re.compile(
    r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(?:(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp]\.?[Mm]\.?)?\s*([A-Za-z]{1,5}|[+-]\d{4})?\s*)?(\d{4})(.*)"
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?\s*(.*)")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])\s*(\d{1,2}):?(\d{2})?(?!\d)", re.I)
_MONTHS = {
    name: at
    for at, names in enumerate(
        ("jan janv ene gen sty led", "feb fév fev feb lut úno", "mar mär mrz maa mars mrt bře", "apr avr abr kwi dub",
         "may mai maj mei mag kvě", "jun juin giu cze čer", "jul juil lug lip čvc", "aug aoû ago sie srp",
         "sep set wrz zář", "oct okt oct ott out paź říj", "nov lis lis", "dec dez déc dic gru pro"), start=1)
    for name in names.split()
}  # fmt: skip


def date_of(raw: bytes) -> tuple[datetime | None, str]:
    """The instant of a Date field in UTC, and a warning or "". None when it can't be read."""
    text = decoded(raw)
    bare = _AROUND_COLON.sub(":", _COMMENT.sub(" ", text)[:200]).strip()
    if not bare:
        return None, "date-missing" if not text else "date-unreadable"
    parsed = _standard(bare) or _otherwise(bare)
    if parsed is None:
        return None, "date-unreadable"
    when, warning = parsed
    return (when, warning) if 1969 <= when.year <= 2200 else (None, "date-unreadable")


def _standard(text: str) -> tuple[datetime, str] | None:
    """As RFC 5322 has it, with the standard library."""
    if not re.match(
        r"(?:[A-Za-z]{3}\s*,\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?\s+[+-]\d{4}\s*$", text
    ):
        return None
    try:
        found = parsedate_tz(text)
        offset = found[9] or 0
        if abs(offset) >= 86400:
            return datetime(*found[:6], tzinfo=UTC), "date-zone-unreadable"
        local = datetime(*found[:5], min(found[5], 59), tzinfo=timezone(timedelta(seconds=offset)))
        return local.astimezone(UTC), ""
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _otherwise(text: str) -> tuple[datetime, str] | None:
    """In one of the forms that programs without the standard have written."""
    for reader in (_iso_parts, _mail_parts, _american_parts, _slashed_parts):
        parts = reader(text)
        if parts is not None:
            try:
                return _instant(*parts)
            except (ValueError, OverflowError):
                continue
    return None


def _iso_parts(text: str) -> tuple | None:
    hit = _ISO.search(text)
    if not hit:
        return None
    year, month, day, hour, minute, second, zone = hit.groups()
    return year, int(month), day, hour, minute, second, "", zone or text[hit.end() :]


def _mail_parts(text: str) -> tuple | None:
    hit = _MAIL.search(text)
    if not hit:
        return None
    day, month, year, hour, minute, second, half, zone = hit.groups()
    return year, _month(month), day, hour, minute, second, half, zone


def _american_parts(text: str) -> tuple | None:
    for hit in _AMERICAN.finditer(text):
        month, day, hour, minute, second, half, zone, year, rest = hit.groups()
        if _month(month):
            if hour is None:
                late = re.search(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp]\.?[Mm]\.?)?(.*)", rest)
                hour, minute, second, half, rest = late.groups() if late else (None, None, None, None, rest)
            return year, _month(month), day, hour, minute, second, half, zone or rest
    return None


def _slashed_parts(text: str) -> tuple | None:
    hit = _SLASHED.search(text)
    if not hit:
        return None
    first, second, year, hour, minute, seconds, half, zone = hit.groups()
    month, day = (first, second) if int(first) <= 12 else (second, first)
    return year, int(month), day, hour, minute, seconds, half, zone


def _month(name: str) -> int:
    name = name.strip(".").lower()
    return _MONTHS.get(name[:4]) or _MONTHS.get(name[:3]) or 0


def _instant(year, month, day, hour, minute, second, half, zone) -> tuple[datetime, str]:
    """Of strings and a month number; two-digit years as RFC 5322 4.3 reads them."""
    year = int(year)
    if year < 1000:
        year += 2000 if year < 50 else 1900
    hour = int(hour or 0)
    if half and half[0] in "pP" and hour < 12:
        hour += 12
    elif half and half[0] in "aA" and hour == 12:
        hour = 0
    minutes, known = _zone(zone or "")
    local = datetime(year, month, int(day), hour, int(minute or 0), min(int(second or 0), 59), tzinfo=UTC)
    return local - timedelta(minutes=minutes), "" if known else "date-zone-unreadable"


def _zone(text: str) -> tuple[int, bool]:
    """Minutes east of Greenwich, and whether that was said."""
    text = text.strip()
    hit = _OFFSET.search(text)
    if hit:
        minutes = int(hit.group(2)) * 60 + int(hit.group(3) or 0)
        return (minutes if hit.group(1) == "+" else -minutes, True) if minutes < 1440 else (0, False)
    words = re.findall(r"[A-Za-z]+", text)
    for word in words[:3]:
        if word.lower() in _ZONES:
            return _ZONES[word.lower()], True
    return 0, False
