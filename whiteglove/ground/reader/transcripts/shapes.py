"""What a file of conversations holds."""
# ruff: noqa: E501  (tables of names)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

LONGEST_TEXT = 100_000  # characters of one message that are read
LONGEST_NAME = 200
KEPT_OF_BAD = 2_000  # characters of a bad line that are kept


@dataclass(frozen=True)
class Said:
    """One message. `side`: agent, customer or system (not read); "" until it is settled. `line` of the file, from 1."""

    text: str
    speaker: str = ""
    side: str = ""
    id: str = ""
    line: int = 0
    at: str = ""
    language: str = ""


@dataclass(frozen=True)
class Talk:
    """One conversation. `guessed`: nothing but the order of the speakers said who is who."""

    id: str
    said: Sequence[Said]
    line: int = 0
    file: str = ""
    channel: str = ""
    customer_names: tuple[str, ...] = ()
    agent_names: tuple[str, ...] = ()
    guessed: bool = False


@dataclass(frozen=True)
class Row:
    """A message that stands alone in the file. `conversation` "": it belongs to none."""

    conversation: str
    said: Said
    channel: str = ""


@dataclass(frozen=True)
class Bad:
    """A place that can't be read: what is wrong, and what to do about it. `raw`: how it began."""

    line: int
    says: str
    do: str
    raw: str = ""
    file: str = ""

    def in_file(self, name: str) -> Bad:
        return replace(self, file=name, raw=self.raw[:KEPT_OF_BAD])


@dataclass(frozen=True)
class Keys:
    """Where to look for what: {"text": "body"}, as the user said it, over what is usually meant."""

    chosen: dict[str, str] = field(default_factory=dict)

    def of(self, what: str) -> tuple[str, ...]:
        return (self.chosen[what],) if what in self.chosen else USUAL[what]


# Names are compared in lower case, without anything but letters and digits.
USUAL = {
    "messages": ("messages", "turns", "comments", "utterances", "dialogue", "dialog", "conversation", "log", "transcript",
                 "history", "chat", "thread", "lines"),
    "text": ("plainbody", "text", "body", "message", "content", "utterance", "comment", "transcript", "sentence", "value", "msg",
             "reply", "htmlbody"),
    "side": ("side", "role", "authorrole", "senderrole", "sendertype", "authortype", "speakerrole", "interlocutor", "from",
             "speaker", "sender", "author", "party", "participant", "user", "direction", "name", "who", "inbound"),
    "conversation": ("conversation", "conversationid", "convid", "convoid", "dialogueid", "dialogid", "chatid", "sessionid",
                     "threadid", "ticketid", "caseid", "callid", "transcriptid", "ticket", "session", "thread", "case",
                     "dialogue", "dialog", "chat", "call"),
    "id": ("messageid", "utteranceid", "commentid", "turnid", "msgid", "id", "uid"),
    "at": ("at", "createdat", "timestamp", "time", "datetime", "sentat", "date", "created"),
    "language": ("language", "lang", "locale"),
    "channel": ("channel", "via"),
    "customer_names": ("customername", "customernames", "requestername"),
    "agent_names": ("agentname", "agentnames", "assigneename"),
}  # fmt: skip


def plain(key: Any) -> str:
    """A key or column as it is compared: "Conversation ID" is conversationid."""
    return "".join(each for each in str(key).lower() if each.isalnum())


def clean(value: Any) -> str:
    """A text without lone surrogates, which nothing can print. Every character keeps its place."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text)
    return text


def name_of(value: Any) -> str:
    """An id or a name from a file, which may be a number."""
    return clean(value).strip()[:LONGEST_NAME]


def moment(at: str) -> datetime | None:
    """ISO 8601 or seconds (or milliseconds) since 1970; None for anything else. Without a zone, UTC is meant."""
    try:
        if at.replace(".", "", 1).isdigit():
            seconds = float(at)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        found = datetime.fromisoformat(at)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
