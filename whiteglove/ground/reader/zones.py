"""Whose clock is meant: "3pm EST", "15 Uhr MEZ", "at nine your time", "5 pm Paris time". Pure."""
# ruff: noqa: E501  (tables of words)

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

THEIRS, OURS = "your", "our"
# What is said -> (where it may hold, what that place's clock is called then; "" for any).
_SHORT: dict[str, tuple[tuple[str, str], ...]] = {
    "EST": (("America/New_York", "EST"), ("Australia/Sydney", "AEST")), "EDT": (("America/New_York", "EDT"),), "ET": (("America/New_York", ""),),
    "CST": (("America/Chicago", "CST"), ("Asia/Shanghai", "CST")), "CDT": (("America/Chicago", "CDT"),), "CT": (("America/Chicago", ""),),
    "MST": (("America/Denver", "MST"), ("Asia/Kuala_Lumpur", "")), "MDT": (("America/Denver", "MDT"),), "MT": (("America/Denver", ""),),
    "PST": (("America/Los_Angeles", "PST"), ("Asia/Manila", "PST")), "PDT": (("America/Los_Angeles", "PDT"),), "PT": (("America/Los_Angeles", ""),),
    "BST": (("Europe/London", "BST"), ("Asia/Dhaka", "")),
    "IST": (("Asia/Kolkata", "IST"), ("Europe/Dublin", "IST"), ("Asia/Jerusalem", "IST")),
    "CET": (("Europe/Paris", "CET"),), "CEST": (("Europe/Paris", "CEST"),), "MEZ": (("Europe/Berlin", "CET"),), "MESZ": (("Europe/Berlin", "CEST"),),
    "EET": (("Europe/Athens", "EET"),), "EEST": (("Europe/Athens", "EEST"),), "WET": (("Europe/Lisbon", "WET"),), "WEST": (("Europe/Lisbon", "WEST"),),
    "AEST": (("Australia/Brisbane", "AEST"),), "AEDT": (("Australia/Sydney", "AEDT"),), "JST": (("Asia/Tokyo", "JST"),), "SGT": (("Asia/Singapore", ""),),
    "HKT": (("Asia/Hong_Kong", "HKT"),), "NZST": (("Pacific/Auckland", "NZST"),), "NZDT": (("Pacific/Auckland", "NZDT"),),
    "WAT": (("Africa/Lagos", "WAT"),), "CAT": (("Africa/Maputo", "CAT"),), "EAT": (("Africa/Nairobi", "EAT"),), "SAST": (("Africa/Johannesburg", "SAST"),),
    "BRT": (("America/Sao_Paulo", ""),), "UTC": (("UTC", ""),), "GMT": (("UTC", ""),),
}  # fmt: skip
# Where the first is what nearly everybody means who isn't in the second's part of the world.
_MOSTLY_FIRST = frozenset({"EST", "PST", "MST", "BST"})
_PLACES = {"eastern": "ET", "central": "CT", "mountain": "MT", "pacific": "PT", "uk": "Europe/London", "german": "Europe/Berlin"}  # fmt: skip
_LOWER = {"EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "BST", "IST", "CET", "CEST", "UTC", "GMT"}
_SAID = re.compile(
    r"\s*\(?(?:(?P<offset>(?:GMT|UTC) ?[+-] ?\d{1,2}(?::?[034][05])?)"
    r"|(?P<short>" + "|".join(sorted(_SHORT, key=len, reverse=True)) + r")"
    r"|(?P<whose>(?i:your|our|my|local|your local|our local)) (?i:time)"
    r"|(?!(?i:mon|tues|wednes|thurs|fri|satur|sun)day|(?i:this|next|each|every|any|some|the|on|in|by)\b)"
    r"(?P<place>[A-Z]\w+(?: [A-Z]\w+)?) (?:standard |daylight |[Ss]ummer )?time)\b\)?"
)
_SAID_LOWER = re.compile(r"\s*\(?(?P<short>" + "|".join(_LOWER) + r")\b\)?", re.IGNORECASE)


def zone_after(text: str, end: int, language: str) -> tuple[str, int]:
    """(zone as it was said, where it ends) right after a time of day; ("", end) where none is.

    In small letters only in English: in French "est" and "et" are words.
    """
    found = _SAID.match(text, end) or (_SAID_LOWER.match(text, end) if language == "en" else None)
    if not found:
        return "", end
    said = found.groupdict()
    if whose := said.get("whose"):
        name = OURS if whose.lower().startswith(("our", "my")) else THEIRS
    else:
        name = said.get("offset") or said["short"].upper() if said.get("place") is None else said["place"]
    return name, found.end()


def clocks_meant(said: str, theirs: ZoneInfo, house: ZoneInfo | None) -> tuple[tzinfo, str] | None:
    """(zone, what its clock must be called then, "" for any) of a zone as it was said; None when it's unclear."""
    if said in (THEIRS, OURS):
        zone = theirs if said == THEIRS else house
        return (zone, "") if zone else None
    if match := re.fullmatch(r"(?:GMT|UTC) ?([+-]) ?(\d{1,2}):?(\d\d)?", said):
        ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(-ahead if match[1] == "-" else ahead), ""
    place = _PLACES.get(said.lower(), said)
    if place not in _SHORT:
        name = place if "/" in place else _cities().get(place.lower())
        return (ZoneInfo(name), "") if name else None
    where = _SHORT[place]
    near = [one for one in where if one[0].partition("/")[0] == theirs.key.partition("/")[0]]
    choice = where if len(where) == 1 else near or (where[:1] if place in _MOSTLY_FIRST else ())
    return (ZoneInfo(choice[0][0]), choice[0][1]) if len(choice) == 1 else None


def so_called(moment: datetime, name: str) -> bool:
    """Whether the clock is called `name` at `moment`: "EST" said of a day in July is unclear."""
    return not name or moment.tzname() == name


@cache
def _cities() -> dict[str, str]:
    """ "new york" -> America/New_York; without those that two zones are called after."""
    found: dict[str, str] = {}
    for key in sorted(
        one for one in available_timezones() if "/" in one and not one.startswith(("Etc/", "US/", "SystemV/"))
    ):
        found.setdefault(key.rpartition("/")[2].replace("_", " ").lower(), key)
    return found
