"""What a file of conversations holds."""
# ruff: noqa: E501  (tables of names)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

LONGEST_TEXT = 100_000  # characters of one message that are read
LONGEST_NAME = 200
LONGEST_IDS, MOST_IDS = 20_000, 1_000  # in one cell: characters, ids
_LONG = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
KEPT_OF_BAD = 2_000  # characters of a bad line that are kept


@dataclass(frozen=True, slots=True)
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
    """One conversation. `guessed`: nothing but the order of the speakers said who is who.

    `turns`: its messages stand in a list of their own, so where none names its speaker, two speak in turn.
    """

    id: str
    said: Sequence[Said]
    line: int = 0
    file: str = ""
    channel: str = ""
    customer_names: tuple[str, ...] = ()
    agent_names: tuple[str, ...] = ()
    guessed: bool = False
    turns: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A message that stands alone in the file. `conversation` "": it belongs to none, or to that of its neighbours.

    `answers` and `answered`: ids of the messages before and after it; None where the file doesn't tell such things.
    """

    conversation: str
    said: Said
    channel: str = ""
    answers: tuple[str, ...] | None = None
    answered: tuple[str, ...] = ()


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
                 "history", "chat", "thread", "lines", "articles", "conversationparts", "threads", "original", "events",
                 "conversations", "notes"),
    "text": ("plainbody", "bodytext", "textbody", "text", "body", "message", "content", "utterance", "utterancetext", "messagetext",
             "messagebody", "messagecontent", "commentbody", "turntext", "fulltext", "humantranscript", "comment", "transcript",
             "sentence", "sentences", "value", "msg", "reply", "htmlbody", "bodyhtml"),
    "side": ("side", "role", "authorrole", "senderrole", "sendertype", "authortype", "actortype", "usertype", "speakerrole",
             "interlocutor", "from", "speaker", "sender", "author", "createdby", "party", "participant", "user", "direction",
             "name", "who", "inbound", "messagetype", "event", "speakername", "authorname", "sendername", "fromname",
             "fromaddress", "fromemail", "speakerid", "speakeridx", "senderid", "authorid"),
    "conversation": ("conversation", "conversationid", "convid", "convoid", "dialogueid", "dialogid", "chatid", "sessionid",
                     "threadid", "ticketid", "caseid", "callid", "transcriptid", "root", "rootid", "ticket", "session",
                     "thread", "case", "dialogue", "dialog", "chat", "call"),
    "id": ("messageid", "utteranceid", "commentid", "tweetid", "turnid", "msgid", "id", "uid"),
    "answers": ("inresponsetotweetid", "inreplytotweetid", "inreplytostatusid", "inreplytoid", "inreplyto", "inresponseto",
                "replytoid", "replytomessageid", "replyto", "parentmessageid", "parentid"),
    "answered": ("responsetweetid", "responsetweetids", "replyids"),
    "at": ("at", "createdat", "timestamp", "time", "datetime", "sentat", "date", "created", "messagedate"),
    "language": ("language", "lang", "locale"),
    "channel": ("channel", "via"),
    "customer_names": ("customername", "customernames", "requestername"),
    "agent_names": ("agentname", "agentnames", "assigneename"),
}  # fmt: skip
# What says yes or no: true is the customer, true is the house, true is for the house alone, true is for all.
INBOUND = ("inbound", "incoming", "isinbound", "isincoming", "iscustomer", "fromcustomer")
OUTBOUND = ("outbound", "outgoing", "isagent", "fromagent", "isstaff", "fromstaff", "isbot")
HIDDEN, SHOWN = ("private", "internal", "isprivate", "isinternal"), ("public", "ispublic")
# A question and its answer on one row, where nothing says who speaks.
PAIRS = (
    ("instruction", "response"), ("instruction", "output"), ("prompt", "completion"), ("prompt", "response"),
    ("question", "answer"), ("query", "response"), ("input", "output"), ("message", "response"), ("message", "reply"),
    ("customermessage", "agentresponse"), ("customermessage", "agentreply"), ("customer", "agent"), ("user", "assistant"),
)  # fmt: skip
_YES, _NO = ("true", "1", "yes", "t", "y"), ("false", "0", "no", "f", "n")


def yes(value: Any) -> bool | None:
    """What a flag says; None where it says nothing."""
    word = str(value).strip().lower()
    return True if word in _YES else False if word in _NO else None


def plain(key: Any) -> str:
    """A key or column as it is compared: "Conversation ID" is conversationid."""
    return "".join(each for each in str(key).lower() if each.isalnum())


def text_of(raw: bytes) -> str:
    """UTF-8; what isn't is most likely from an old Windows."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


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


_NO_ID = ("", "none", "null", "nan", "-1", "0")


def ids_of(value: Any) -> tuple[str, ...]:
    """Ids of other messages, from one value or several: "5,7" and 5.0, as tables write a number where some are missing."""
    parts = value if isinstance(value, list) else clean(value)[:LONGEST_IDS].replace(",", " ").split()
    found = (name_of(one).removesuffix(".0") for one in parts[:MOST_IDS] if not isinstance(one, dict | list))
    return tuple(one for one in found if one.lower() not in _NO_ID)


def moment(at: str) -> datetime | None:
    """ISO 8601, seconds (or milliseconds) since 1970, or as in "Tue Oct 31 22:10:47 +0000 2017"; None for anything else.

    Without a zone, UTC is meant.
    """
    try:
        if at.replace(".", "", 1).isdigit():
            seconds = float(at)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        if found := _LONG.fullmatch(at):
            month, day, clock, zone, year = found.groups()
            at = f"{year}-{_MONTHS.index(month) // 3 + 1:02}-{day}T{clock}{zone}"
        found = datetime.fromisoformat(at)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
