"""From one JSON value to conversations, messages, or what is wrong with it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from whiteglove.ground.reader.reading import AGENT, CUSTOMER
from whiteglove.ground.reader.transcripts.shapes import (
    LONGEST_TEXT,
    Bad,
    Keys,
    Row,
    Said,
    Talk,
    clean,
    name_of,
    plain,
)  # fmt: skip
from whiteglove.ground.reader.transcripts.sides import SYSTEM, script

_WHO = ("role", "type", "side", "name", "email", "id")
_MANY = ("text", "channel", "customer_names", "agent_names")  # may be a list or an object
WRAPPERS = ("tickets", "conversations", "dialogues", "dialogs", "results", "items", "data", "rows")
_TAG = re.compile(r"<(br|/p|/div|/li|/tr)\b[^<>]{0,200}>|<[^<>]{0,2000}>", re.IGNORECASE)
_WHAT = (
    "Write a conversation a line, {“id”, “messages”: [{“from”, “text”}]}, or a message a line with its conversation."
)
Found = Iterator[Talk | Row | Bad]


def told(value: Any, line: int, keys: Keys, name: str = "") -> Found:
    """What `value` holds. `name`: what an unnamed conversation is called by, with its line."""
    if isinstance(value, list):
        yield from _listed(value, line, keys, name)
    elif not isinstance(value, Mapping):
        yield Bad(line, "this is neither a conversation nor a message", _WHAT, clean(value))
    else:
        yield from _of_object(value, line, keys, name)


def _listed(values: list, line: int, keys: Keys, name: str) -> Found:
    """Conversations or messages of several, where they say so; else the messages of one."""
    by_key = _plain_keys(values[0]) if values and isinstance(values[0], Mapping) else {}
    if _messages(by_key, keys) is not None or _first(by_key, keys, "conversation") is not None:
        for value in values:
            yield from told(value, line, keys, name)
    elif values:
        yield from _talk({"messages": values}, values, line, keys, name)


def _of_object(value: Mapping, line: int, keys: Keys, name: str) -> Found:
    by_key = _plain_keys(value)
    if (messages := _messages(by_key, keys)) is not None:
        yield from _talk(by_key, messages, line, keys, name)
    elif wrapped := next((by_key[one] for one in WRAPPERS if isinstance(by_key.get(one), list)), None):
        for one in wrapped:
            yield from told(one, line, keys, name)
    elif (text := _first(by_key, keys, "text")) is not None:
        conversation = name_of(_first(by_key, keys, "conversation"))
        whole = "" if _speaker(by_key, keys) else _text(text)
        if turns := script(whole):
            yield Talk(
                conversation or _id(by_key, line, name), [Said(words, who, line=line) for who, words in turns], line
            )
        else:
            yield Row(conversation, _said(by_key, line, keys), name_of(_first(by_key, keys, "channel")).lower())
    else:
        known = ", ".join(map(str, list(value)[:8])) or "nothing"
        yield Bad(line, f"there are no messages and no text in it, only {known[:200]}", _WHAT, clean(value))


def _talk(by_key: Mapping, messages: Any, line: int, keys: Keys, name: str) -> Found:
    turns = script(messages) if isinstance(messages, str) else None
    if turns is not None:
        said = [Said(words, who, line=line) for who, words in turns]
    else:
        requester = name_of(by_key.get("requesterid"))
        said = [one for each in messages if (one := _turn(each, line, keys, requester))]
    yield Talk(
        name_of(_first(by_key, keys, "conversation")) or _id(by_key, line, name),
        said,
        line,
        channel=_channel(_first(by_key, keys, "channel")),
        customer_names=_names(_first(by_key, keys, "customer_names")),
        agent_names=_names(_first(by_key, keys, "agent_names")),
    )


def _turn(value: Any, line: int, keys: Keys, requester: str) -> Said | None:
    """One message inside a conversation; None for what holds no text, such as an event of the chat."""
    if isinstance(value, str):
        who, _, words = value.partition(":")
        return (
            Said(clean(words.strip()), name_of(who), line=line)
            if words and len(who) < 32
            else Said(clean(value), line=line)
        )
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, str) for one in value):
        return Said(clean(value[1]), name_of(value[0]), line=line)
    if not isinstance(value, Mapping):
        return None
    by_key = _plain_keys(value)
    if _first(by_key, keys, "text") is None:
        return None
    return _said(by_key, line, keys, requester)


def _said(by_key: Mapping, line: int, keys: Keys, requester: str = "") -> Said:
    side = ""
    if requester and "authorid" in by_key:
        side = CUSTOMER if name_of(by_key["authorid"]) == requester else AGENT
    if by_key.get("public") is False or by_key.get("private") is True:
        side = SYSTEM
    return Said(
        _text(_first(by_key, keys, "text"), "htmlbody" in by_key and not _has_plain(by_key)),
        f"{side}:{name_of(by_key.get('authorid'))}" if side else _speaker(by_key, keys),
        side,
        name_of(_first(by_key, keys, "id")),
        line,
        name_of(_first(by_key, keys, "at")),
        name_of(_first(by_key, keys, "language")).lower()[:2],
    )


def _has_plain(by_key: Mapping) -> bool:
    return any(by_key.get(key) for key in ("plainbody", "body", "text"))


def _speaker(by_key: Mapping, keys: Keys) -> str:
    """A name, or what a name's own object says of it. Yes and no answer "inbound"."""
    for key in keys.of("side"):
        value = by_key.get(plain(key))
        if isinstance(value, Mapping):
            inner = _plain_keys(value)
            value = next(
                (inner[one] for one in ("role", "type", "side", "name", "email", "id") if inner.get(one)), None
            )
        if isinstance(value, bool) or (key == "inbound" and str(value).lower() in ("true", "false", "0", "1")):
            return "customer" if str(value).lower() in ("true", "1") else "agent"
        if value is not None and (found := name_of(value)):
            return found
    return ""


def _text(value: Any, tagged: bool = False) -> str:
    """The words, also of {"text": …} and of a list of such parts. No more than LONGEST_TEXT of them."""
    if isinstance(value, Mapping):
        value = value.get("text") or value.get("body") or value.get("value")
    if isinstance(value, list):
        value = "\n".join(_text(one) for one in value[:1000])
    text = clean(value)[: LONGEST_TEXT + 1]
    return html.unescape(_TAG.sub(lambda tag: "\n" if tag[1] else "", text)).strip() if tagged else text


def _messages(by_key: Mapping, keys: Keys) -> list | str | None:
    for key in keys.of("messages"):
        value = by_key.get(plain(key))
        if isinstance(value, list) or (isinstance(value, str) and key in ("transcript", "dialogue") and script(value)):
            return value
    return None


def _first(by_key: Mapping, keys: Keys, what: str) -> Any:
    """The first of these keys that is there and not null. A list or object can't name a conversation."""
    for key in keys.of(what):
        value = by_key.get(plain(key))
        if value is not None and (what in _MANY or not isinstance(value, list | Mapping)):
            return value
    return None


def _id(by_key: Mapping, line: int, name: str) -> str:
    return name_of(by_key.get("id")) or f"{name}#{line}"


def _channel(value: Any) -> str:
    return name_of(value.get("channel") if isinstance(value, Mapping) else value).lower()


def _names(value: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(name_of, value if isinstance(value, list) else [value])))


def _plain_keys(value: Mapping) -> dict[str, Any]:
    return {plain(key): one for key, one in value.items()}
