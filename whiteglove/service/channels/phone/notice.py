"""What an exchange tells us, understood: one JSON object for each thing that happened to a call. Pure.

    {"id": "e-81", "event": "call.answered", "call": "c-17", "at": "2026-11-23T09:14:05Z", "direction": "in",
     "from": "+4930123456", "to": "+4930555000", "extension": "21", "name": "Cleo Amara"}

`docs/howto/telephone.md` lists every event and field.
"""

import json
from base64 import b64decode
from binascii import Error
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from whiteglove.ground.lib.text import one_line, storable

from . import course

EVENTS = {
    "call.ringing": course.RANG, "call.answered": course.ANSWERED, "call.held": course.HELD,
    "call.checked_in": course.CHECKED, "call.resumed": course.RESUMED, "call.transferred": course.PASSED,
    "call.ended": course.ENDED, "call.missed": course.ENDED, "call.voicemail": course.VOICEMAIL,
    "call.joined": course.JOINED, "call.recorded": "recorded",
}  # fmt: skip
NOBODY = frozenset({"", "anonymous", "unknown", "withheld", "private", "restricted", "blocked", "unavailable"})
LARGEST_AUDIO = 8 * 1024 * 1024
AHEAD = timedelta(minutes=5)
BEHIND = timedelta(days=2)


class NotUnderstood(ValueError):
    """What is wrong with it, for whoever sets up the exchange."""


@dataclass(frozen=True, slots=True)
class Notice:
    """`mark` as course.py names it, or "recorded"; `other` the number at the other end, "" where it is withheld."""

    id: str
    event: str
    mark: str
    call: str
    at: datetime
    direction: str
    other: str
    withheld: bool
    extension: str
    to_extension: str
    name: str
    transcript: str
    audio: bytes
    audio_type: str
    url: str


def read(raw: bytes, now: datetime) -> Notice:
    """Raises NotUnderstood, with the field."""
    said = told(raw)
    event = line(said, "event", 40)
    if event not in EVENTS:
        raise NotUnderstood(f"“event” must be one of {', '.join(EVENTS)}.")
    direction = line(said, "direction", 10) or "in"
    if direction not in ("in", "out"):
        raise NotUnderstood("“direction” must be in or out.")
    other = line(said, "from" if direction == "in" else "to", 40)
    withheld = other.lower() in NOBODY
    return Notice(
        needed(said, "id"), event, EVENTS[event], needed(said, "call"), moment(said, now), direction,
        "" if withheld else other, withheld, line(said, "extension", 20), line(said, "to_extension", 20),
        line(said, "name", 120), words(said.get("transcript")), audio(said), line(said, "audio_type", 100),
        address(said),
    )  # fmt: skip


def told(raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as wrong:
        raise NotUnderstood("The body isn't JSON.") from wrong
    if not isinstance(said, dict):
        raise NotUnderstood("The body must be one JSON object.")
    return said


def line(said: dict[str, Any], key: str, most: int) -> str:
    value = said.get(key)
    return one_line(storable(str(value)))[:most].strip() if isinstance(value, str | int) else ""


def needed(said: dict[str, Any], key: str) -> str:
    value = said.get(key)
    whole = one_line(storable(str(value))).strip() if isinstance(value, str | int) else ""
    if not whole or len(whole) > 120:
        raise NotUnderstood(f"“{key}” must be there, with at most 120 characters.")
    return whole


def words(value: Any) -> str:
    return storable(value)[:20_000] if isinstance(value, str) else ""


def moment(said: dict[str, Any], now: datetime) -> datetime:
    """When it happened; without a time, or with one that can't be, now."""
    try:
        at = datetime.fromisoformat(str(said.get("at", "")))
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return now
    return min(at, now) if now - BEHIND <= at <= now + AHEAD else now


def audio(said: dict[str, Any]) -> bytes:
    value = said.get("audio")
    if not value:
        return b""
    try:
        content = b64decode(str(value), validate=True)
    except (Error, ValueError) as wrong:
        raise NotUnderstood("“audio” must be base64.") from wrong
    if len(content) > LARGEST_AUDIO:
        raise NotUnderstood("“audio” is larger than 8 MB: send “recording”, an https address, instead.")
    return content


def address(said: dict[str, Any]) -> str:
    value = line(said, "recording", 1000)
    try:
        return value if urlsplit(value).scheme == "https" else ""
    except ValueError:
        return ""
