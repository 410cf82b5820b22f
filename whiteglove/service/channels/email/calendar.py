"""Say in one line what a calendar part asks for."""

import re

_FOLD = re.compile(r"\r?\n[ \t]")
_PROPERTY = re.compile(
    r"^(METHOD|SUMMARY|DTSTART|DTEND|LOCATION|ORGANIZER)((?:;[^:\"\n]*(?:\"[^\"\n]*\")?)*):(.*)$", re.M | re.I
)
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?")
_VERBS = {"REQUEST": "Invitation", "CANCEL": "Cancelled", "REPLY": "Answer to invitation", "PUBLISH": "Event",
          "COUNTER": "Other time proposed", "REFRESH": "Event", "ADD": "Invitation"}  # fmt: skip
_ESCAPES = {"n": " ", "N": " "}


def invitation(text: str) -> str:
    """Such as `Invitation: Set-up call · 2026-03-02 10:00 (Europe/Berlin) · Room 4 · cleo@…`; "" for no event."""
    text = _FOLD.sub("", text[:200_000])
    start = text.upper().find("BEGIN:VEVENT")
    found = _properties(text[: start if start >= 0 else 0]) | _properties(text[max(start, 0) :])
    if "SUMMARY" not in found and "DTSTART" not in found:
        return ""
    said = [_plain(found.get("SUMMARY", ("", ""))[1]), _when(*found.get("DTSTART", ("", "")))]
    said.append(_plain(found.get("LOCATION", ("", ""))[1]))
    said.append(re.sub(r"(?i)^mailto:", "", found.get("ORGANIZER", ("", ""))[1].strip()))
    verb = _VERBS.get(found.get("METHOD", ("", ""))[1].strip().upper(), "Event")
    return f"{verb}: {' · '.join(one for one in said if one)}"


def _properties(text: str) -> dict[str, tuple[str, str]]:
    """The first of each property with its parameters, up to the event's end."""
    found: dict[str, tuple[str, str]] = {}
    for name, parameters, value in _PROPERTY.findall(text.split("END:VEVENT", 1)[0]):
        found.setdefault(name.upper(), (parameters, value.strip()))
    return found


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda hit: _ESCAPES.get(hit.group(1), hit.group(1)), value).strip()[:300]


def _when(parameters: str, value: str) -> str:
    hit = _STAMP.search(value)
    if not hit:
        return ""
    year, month, day, hour, minute, _, utc = hit.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    zone = re.search(r"TZID=\"?([^;:\"]+)", parameters)
    said = "UTC" if utc else (zone.group(1) if zone else "")
    return f"{year}-{month}-{day} {hour}:{minute}" + (f" ({said})" if said else "")
