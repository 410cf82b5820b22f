"""From one JSON value to conversations, messages, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from whiteglove.ground.reader.reading import AGENT, CUSTOMER
from whiteglove.ground.reader.transcripts.shapes import PAIRS, Bad, Keys, Row, Said, Talk, clean, ids_of, name_of, plain
from whiteglove.ground.reader.transcripts.sides import script
from whiteglove.ground.reader.transcripts.turns import (
    first,
    is_pair,
    is_sentence,
    people_of,
    plain_keys,
    said_of,
    speaker_of,
    turn,
    words_of,
)  # fmt: skip

# Under these stand conversations, or the messages of one.
WRAPPERS = ("tickets", "conversations", "dialogues", "dialogs", "chats", "results", "items", "data", "rows", "payload",
            "embedded", "examples", "train", "dev", "test", "validation")  # fmt: skip
# What a conversation is wrapped in: its messages stand there or beside.
ENVELOPES = ("ticket", "helpdeskticket", "conversation", "dialog", "dialogue", "chat", "thread", "embedded",
             "conversationparts", "transcript")  # fmt: skip
_OPENINGS = ("source", "conversationmessage")  # Intercom's first message
_TOLD_FIRST = ("conversations", "notes")  # where the ticket's description is no message of these
DEEPEST = 8  # conversations within lists within objects
_WHAT = (
    "Write a conversation a line, {“id”, “messages”: [{“from”, “text”}]}, or a message a line with its conversation."
)
Found = Iterator[Talk | Row | Bad]


def told(value: Any, line: int, keys: Keys, own: str = "", deep: int = 0) -> Found:
    """What `value` holds. `own`: what a conversation is called that has no name."""
    if deep > DEEPEST:
        yield Bad(line, "conversations are nested too deeply in it", _WHAT, clean(own))
    elif isinstance(value, list):
        yield from _listed(value, line, keys, own, deep)
    elif not isinstance(value, Mapping):
        yield Bad(line, "this is neither a conversation nor a message", _WHAT, clean(value))
    else:
        yield from _of_object(value, line, keys, own, deep)


def _listed(values: list, line: int, keys: Keys, own: str, deep: int) -> Found:
    """Conversations or messages of several, where they say so; else the messages of one."""
    by_key = plain_keys(values[0]) if values and isinstance(values[0], Mapping) else {}
    several = values and isinstance(values[0], list) and not is_pair(values[0])
    told_apart = messages_of(by_key, keys) is not None or first(by_key, keys, "conversation") is not None
    if several or told_apart or _described(by_key, keys):
        for number, value in enumerate(values, 1):
            yield from told(value, line, keys, f"{own}.{number}", deep + 1)
    elif values:
        yield from _talk({}, values, line, keys, own, all(isinstance(one, str) for one in values))


def _of_object(value: Mapping, line: int, keys: Keys, own: str, deep: int) -> Found:
    by_key = plain_keys(value)
    if (messages := messages_of(by_key, keys)) is not None:
        yield from _talk(unwrapped(by_key), messages, line, keys, own)
    elif wrapped := [one for key in WRAPPERS if isinstance(one := by_key.get(key), list | Mapping)]:
        for number, one in enumerate(wrapped, 1):
            yield from told(one, line, keys, f"{own}.{number}" if len(wrapped) > 1 else own, deep + 1)
    elif pair := _pair(by_key, keys):
        said = [Said(words_of(by_key[one]), side, side, line=line) for one, side in zip(pair, (CUSTOMER, AGENT))]  # noqa: B905
        yield Talk(name_of(first(by_key, keys, "conversation")) or _id(by_key, own), said, line)
    elif (text := first(by_key, keys, "text")) is not None:
        yield _alone(by_key, text, line, keys, own)
    elif words := _described(by_key, keys):
        people = people_of(by_key)
        said = turn(_asked(words, by_key, people), line, keys, people)
        yield Talk(_id(by_key, own), [said] if said else [], line)
    elif are_conversations(value):
        for key, one in value.items():
            yield from told(one, line, keys, name_of(key), deep + 1)
    else:
        known = ", ".join(map(str, islice(value, 8))) or "nothing"
        yield Bad(line, f"there are no messages and no text in it, only {known[:200]}", _WHAT, clean(value))


def are_conversations(value: Mapping) -> bool:
    """Whether its values, rather than itself, are conversations: {"A17.json": {…}, "A18.json": {…}}."""
    many = sum(isinstance(one, list | Mapping) for one in value.values())
    return bool(many) and many * 2 > len(value)


def _pair(by_key: Mapping, keys: Keys) -> tuple[str, str] | None:
    """The keys of a question and its answer, where nothing names a speaker."""
    if keys.chosen:
        return None
    found = next((one for one in PAIRS if all(isinstance(by_key.get(each), str) for each in one)), None)
    if not found or any(by_key.get(one) and one not in found for one in keys.of("text")):
        return None
    if "agent" in found or "user" in found:  # which may be names
        return found if any(is_sentence(by_key[one]) for one in found) else None
    return None if any(speaker_of(by_key, keys)) else found


def _alone(by_key: Mapping, text: Any, line: int, keys: Keys, own: str) -> Talk | Row:
    conversation = name_of(first(by_key, keys, "conversation")) or _inner_id(by_key)
    whole = "" if any(speaker_of(by_key, keys)) else words_of(text)
    if turns := script(whole):
        return Talk(conversation or _id(by_key, own), [Said(words, who, line=line) for who, words in turns], line)
    answers = next((by_key[one] for one in keys.of("answers") if one in by_key), None)
    answered = next((by_key[one] for one in keys.of("answered") if one in by_key), None)
    linked = not conversation and any(one in by_key for one in keys.of("answers"))
    return Row(
        conversation,
        said_of(by_key, line, keys),
        name_of(first(by_key, keys, "channel")).lower(),
        ids_of(answers) if linked else None,
        ids_of(answered) if linked else (),
    )


def _talk(by_key: Mapping, messages: Any, line: int, keys: Keys, own: str, turns: bool = True) -> Found:
    script_ = script(messages) if isinstance(messages, str) else None
    if script_ is not None:
        said = [Said(words, who, line=line) for who, words in script_]
    else:
        people = people_of(by_key)
        said = [one for each in (*_opening(by_key, people), *messages) if (one := turn(each, line, keys, people))]
    if not said and messages and not _have_text(messages, keys):
        known = ", ".join(map(str, islice(messages[0], 8))) if isinstance(messages[0], Mapping) else "values"
        yield Bad(line, f"none of its {len(messages):,} messages has a text we know of, only {known[:200]}",
                  "Say where it is: --columns text=NAME", clean(messages[0]))  # fmt: skip
        return
    yield Talk(
        name_of(first(by_key, keys, "conversation")) or _id(by_key, own),
        said,
        line,
        channel=_channel(first(by_key, keys, "channel")),
        customer_names=_names(first(by_key, keys, "customer_names")),
        agent_names=_names(first(by_key, keys, "agent_names")),
        turns=turns and script_ is None,
    )


def _opening(by_key: Mapping, people: Any) -> list:
    """The first message, where it stands beside the others: Intercom's source, the description of Freshdesk."""
    if found := next((by_key[one] for one in _OPENINGS if isinstance(by_key.get(one), Mapping)), None):
        return [found if found.get("author") else {**found, "author": "customer"}]
    if not any(one in by_key for one in _TOLD_FIRST):
        return []
    return [_asked(words, by_key, people)] if (words := _description(by_key)) else []


def _described(by_key: Mapping, keys: Keys) -> str:
    """What a ticket says that is exported without its comments: the customer's first words; "" where it isn't one."""
    known = by_key.get("requesterid") or (by_key.get("subject") and by_key.get("status"))
    return _description(by_key) if known and first(by_key, keys, "text") is None else ""


def _description(by_key: Mapping) -> str:
    return next((one for key in ("descriptiontext", "description") if isinstance(one := by_key.get(key), str)), "")


def _asked(words: str, by_key: Mapping, people: Any) -> dict:
    return {"text": words, "author": "customer", "author_id": people.requester or None, "at": by_key.get("createdat")}


def _have_text(messages: Any, keys: Keys) -> bool:
    """Whether any has a place for a text, though it may be empty: an assignment in a list of messages says nothing."""
    return not all(isinstance(one, Mapping) for one in messages) or any(
        plain(key) in plain_keys(one) for one in messages for key in keys.of("text")
    )


def messages_of(by_key: Mapping, keys: Keys, deep: int = 0) -> list | str | None:
    """The messages of a conversation, its own or those of what it is wrapped in."""
    for key in keys.of("messages"):
        value = by_key.get(plain(key))
        if isinstance(value, list):
            if key not in WRAPPERS or _speak(value, keys):
                return value
        elif isinstance(value, str) and key in ("transcript", "dialogue", "dialog", "conversation") and script(value):
            return value
    for key in ENVELOPES if deep < DEEPEST // 2 else ():
        inner = by_key.get(key)
        if isinstance(inner, Mapping) and (found := messages_of(plain_keys(inner), keys, deep + 1)) is not None:
            return found
    return None


def _speak(values: list, keys: Keys) -> bool:
    """Whether these are messages rather than conversations."""
    head = plain_keys(values[0]) if values and isinstance(values[0], Mapping) else {}
    return messages_of(head, keys) is None and first(head, keys, "text") is not None and any(speaker_of(head, keys))


def unwrapped(by_key: Mapping) -> Mapping:
    """The fields of a conversation with those of what it is wrapped in."""
    merged: dict[str, Any] = {}
    for one in ENVELOPES:
        if isinstance(inner := by_key.get(one), Mapping):
            merged |= plain_keys(inner)
    merged |= by_key
    return {key: one for key, one in merged.items() if key not in ENVELOPES or not isinstance(one, Mapping)}


def _inner_id(by_key: Mapping) -> str:
    """ "conversation": {"id": 7}, as events of a program have it."""
    inner = (plain_keys(by_key[one]).get("id") for one in ENVELOPES if isinstance(by_key.get(one), Mapping))
    return next((name_of(one) for one in inner if one is not None and not isinstance(one, list | Mapping)), "")


def _id(by_key: Mapping, own: str) -> str:
    return next((name_of(by_key[one]) for one in ("id", "displayid") if name_of(by_key.get(one))), own)


def _channel(value: Any) -> str:
    return name_of(value.get("channel") if isinstance(value, Mapping) else value).lower()


def _names(value: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(name_of, value if isinstance(value, list) else [value])))
