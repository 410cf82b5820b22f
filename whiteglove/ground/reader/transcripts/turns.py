"""One message of a conversation, from what programs write about it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from whiteglove.ground.reader.reading import AGENT, CUSTOMER
from whiteglove.ground.reader.transcripts.shapes import (
    HIDDEN,
    INBOUND,
    LONGEST_TEXT,
    OUTBOUND,
    SHOWN,
    Keys,
    Said,
    clean,
    name_of,
    plain,
    yes,
)  # fmt: skip
from whiteglove.ground.reader.transcripts.sides import SYSTEM, side_of

DEEPEST, MOST_PARTS = 8, 1_000  # of a text in parts
_INNER = ("text", "body", "value", "content", "parts")
_WHO = ("role", "type", "side", "name", "email", "id")
_AUTHOR = ("authorid", "senderid", "userid", "speakerid")
_MANY = ("text", "channel", "customer_names", "agent_names")  # may be a list or an object
_KINDS = ("parttype", "kind", "type", "messagetype", "eventtype")
_NO_SPEECH = ("note", "internalnote", "privatenote", "systemmessage", "activity", "lineitem")
# What Chatwoot means by its numbers, and others by two letters.
NAMELESS = ("messagetype", "event", "direction")
_CODES = {
    "direction": {"in": CUSTOMER, "out": AGENT},
    "messagetype": {"0": CUSTOMER, "1": AGENT, "2": SYSTEM, "3": AGENT},
}
_TAGS = re.compile(
    r"\s*<(?:!doctype|html|head|body|div|p|span|table|br|ul|ol|a|b|i|strong|em|font|blockquote)\b", re.IGNORECASE
)
_UNSEEN = re.compile(r"<(?:(style|script|head|title)\b|!--)", re.IGNORECASE)
_TAG = re.compile(r"<(br|/p|/div|/li|/tr)\b[^<>]{0,200}>|<[^<>]{0,2000}>", re.IGNORECASE)


@dataclass(frozen=True)
class People:
    """Who takes part: the id of whoever asked, and sides of those the file lists."""

    requester: str = ""
    sides: Mapping[str, str] = field(default_factory=dict)


NOBODY = People()


def people_of(by_key: Mapping) -> People:
    """From a ticket's or chat's own fields: `requester_id`, and lists of users with their roles."""
    asked = next((by_key[one] for one in ("requesterid", "customerid", "enduserid") if by_key.get(one)), "")
    sides = {}
    for key in ("users", "participants", "members"):
        for one in by_key[key] if isinstance(by_key.get(key), list) else ():
            if isinstance(one, Mapping) and (side := side_of(name_of(one.get("role") or one.get("type")))):
                sides[name_of(one.get("id"))] = side
    return People(name_of(asked) if not isinstance(asked, list | Mapping) else "", sides)


def turn(value: Any, line: int, keys: Keys, people: People) -> Said | None:
    """One message inside a conversation; None for what holds no text, such as an event of the chat."""
    if isinstance(value, str):
        who, _, words = value.partition(":")
        named = words and len(who) < 32
        return Said(clean(words.strip()), name_of(who), line=line) if named else Said(clean(value), line=line)
    if is_pair(value):
        return Said(clean(value[1]), name_of(value[0]), line=line)
    if not isinstance(value, Mapping):
        return None
    inner = next(iter(value.values())) if len(value) == 1 else None
    by_key = plain_keys(inner if isinstance(inner, Mapping) else value)
    if first(by_key, keys, "text") is None:
        return None
    return said_of(by_key, line, keys, people)


def is_pair(value: Any) -> bool:
    """["agent", "Hello"]"""
    return isinstance(value, list) and len(value) == 2 and all(isinstance(one, str) for one in value)


def said_of(by_key: Mapping, line: int, keys: Keys, people: People = NOBODY) -> Said:
    speaker, side = speaker_of(by_key, keys, people)
    tagged = "html" in name_of(by_key.get("contenttype")) or ("htmlbody" in by_key and not _has_plain(by_key))
    return Said(
        words_of(first(by_key, keys, "text"), tagged),
        speaker,
        side,
        name_of(first(by_key, keys, "id")),
        line,
        name_of(first(by_key, keys, "at")),
        name_of(first(by_key, keys, "language")).lower()[:2],
    )


def _has_plain(by_key: Mapping) -> bool:
    return any(by_key.get(key) for key in ("plainbody", "body", "text"))


def speaker_of(by_key: Mapping, keys: Keys, people: People = NOBODY) -> tuple[str, str]:
    """(name or word, side). The side is "" unless the file itself says it beyond a word."""
    if "side" not in keys.chosen and (side := _told(by_key, people)):
        return f"{side}:{_author(by_key)}", side
    named = ""
    for key in keys.of("side"):
        for found in _words(by_key.get(plain(key)), plain(key)):
            if side_of(found):
                return found, ""
            named = named or ("" if key in NAMELESS else found)
    return named, ""


def _told(by_key: Mapping, people: People) -> str:
    """What flags, codes and ids say."""
    if any(yes(by_key.get(one)) is True for one in HIDDEN) or any(yes(by_key.get(one)) is False for one in SHOWN):
        return SYSTEM
    if not _says_internal(by_key) and any(_plainly(by_key.get(one)) in _NO_SPEECH for one in _KINDS):
        return SYSTEM
    for flags, sides in ((INBOUND, (AGENT, CUSTOMER)), (OUTBOUND, (CUSTOMER, AGENT))):
        for one in flags:
            if one in by_key and (said := yes(by_key[one])) is not None:
                return sides[said]
    for key, codes in _CODES.items():
        if side := codes.get(name_of(by_key.get(key))):
            return side
    author = _author(by_key)
    if author and (side := people.sides.get(author)):
        return side
    return (CUSTOMER if author == people.requester else AGENT) if author and people.requester else ""


def side_by(key: str, cell: str) -> str:
    """What a cell says in a column that is a flag or a code by its name; "" where it isn't one."""
    if key in INBOUND + OUTBOUND and (said := yes(cell)) is not None:
        return CUSTOMER if said != (key in OUTBOUND) else AGENT
    return _CODES.get(key, {}).get(cell.strip().lower(), "")


def _plainly(value: Any) -> str:
    return plain(value[:40]) if isinstance(value, str) else ""


def _says_internal(by_key: Mapping) -> bool:
    return any(yes(by_key.get(one)) is not None for one in HIDDEN + SHOWN)


def _author(by_key: Mapping) -> str:
    return next((name_of(by_key[one]) for one in _AUTHOR if by_key.get(one) is not None), "")


def _words(value: Any, key: str) -> list[str]:
    """What a field says of the speaker: a name, or what a name's own object says."""
    if isinstance(value, Mapping):
        inner = plain_keys(value)
        return [name_of(inner[one]) for one in _WHO if inner.get(one) and not isinstance(inner[one], list | Mapping)]
    if isinstance(value, bool) or (key in INBOUND + OUTBOUND and yes(value) is not None):
        return ["customer" if yes(value) != (key in OUTBOUND) else "agent"]
    return [found] if value is not None and not isinstance(value, list) and (found := name_of(value)) else []


def words_of(value: Any, tagged: bool = False, deep: int = 0) -> str:
    """The words, also of {"text": …} and of a list of such parts, without tags. No more than LONGEST_TEXT of them."""
    if isinstance(value, Mapping):
        value = next((found for one in _INNER if (found := value.get(one))), None)
    if isinstance(value, list | Mapping):
        parts = value[:MOST_PARTS] if isinstance(value, list) else [value]
        value = "\n".join(words_of(one, tagged, deep + 1) for one in parts) if deep < DEEPEST else None
    text = clean(value)[: LONGEST_TEXT + 1]
    return without_tags(text) if tagged or looks_tagged(text) else text


def looks_tagged(text: str) -> bool:
    """Whether somebody's text is HTML: it begins with a tag and has one that closes or stands alone."""
    return bool(_TAGS.match(text)) and ("</" in text or "<br" in text or "/>" in text)


def is_sentence(text: str) -> bool:
    """Whether it is more than a name: it has four words, or ends like a sentence."""
    return text.rstrip().endswith((".", "?", "!", "\u2026")) or len(text.split(maxsplit=3)) > 3


def without_tags(text: str) -> str:
    return html.unescape(_TAG.sub(lambda tag: "\n" if tag[1] else "", _seen(text))).strip()


def _seen(text: str) -> str:
    """Without styles, scripts and comments. What is never closed stays, so each kind is looked for once."""
    kept, place, never, low = [], 0, set(), text.lower()
    while found := _UNSEEN.search(text, place):
        kept.append(text[place : found.start()])
        closing = f"</{found[1].lower()}" if found[1] else "-->"
        end = -1 if closing in never else low.find(closing, found.end())
        if end < 0:
            never.add(closing)
            kept.append(found[0])
        place = found.end() if end < 0 else low.find(">", end) + 1 or len(text)
    return "".join([*kept, text[place:]])


def first(by_key: Mapping, keys: Keys, what: str) -> Any:
    """The first of these keys that is there and not null, rather one that isn't empty.

    A list or object can't name a conversation.
    """
    found = None
    for key in keys.of(what):
        value = by_key.get(plain(key))
        if value is not None and (what in _MANY or not isinstance(value, list | Mapping)):
            if value != "":
                return value
            found = value
    return found


def plain_keys(value: Mapping) -> dict[str, Any]:
    return {plain(key): one for key, one in value.items()}
