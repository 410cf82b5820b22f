"""Our words as the engine hears them: read by the conversation reader, with what was said before."""

import re
from collections.abc import Sequence
from typing import Protocol

from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Conversation, Message, Reading

from .engine.case import Case
from .engine.state import Deed, Heard, Run, Sentence
from .engine.words import visible

BEFORE = 8  # messages that the reader looks back on


class Reads(Protocol):
    def read(self, message: Message, conversation: Conversation) -> Reading: ...


def listen(reader: Reads, run: Run, text: str, deeds: Sequence[Deed] = (), seconds: int = 30) -> Heard:
    """What we wrote as an answer to where `run` stands."""
    text = visible(text)
    if not text.strip():
        return Heard((), tuple(deeds), seconds)
    reading = reader.read(Message(AGENT, text, language=""), around(run))
    sentences = [Sentence(one.text) for one in reading.sentences]
    shown: list[dict[str, str]] = [{} for _ in sentences]
    for one in reading.findings:
        shown[one.sentence].setdefault(one.behaviour, one.quote)
    return Heard(
        tuple(Sentence(one.text, found) for one, found in zip(sentences, shown, strict=True)),
        tuple(deeds), seconds, reading.language,
    )  # fmt: skip


def around(run: Run) -> Conversation:
    case: Case = run.case
    return Conversation(
        messages=said(run)[-BEFORE:], customer_names=(case.customer,), agent_names=("Ada",),
        channel="email" if case.channel == "email" else "chat",
    )  # fmt: skip


def said(run: Run) -> list[Message]:
    """Both sides so far, oldest first."""
    messages = []
    for turn in run.turns:
        if turn.heard.text:
            messages.append(Message(AGENT, turn.heard.text))
        if turn.said:
            messages.append(Message(CUSTOMER, turn.said, language=run.case.language))
    return messages


def deed_of(line: str) -> Deed:
    """`refund 49.90` -> what to do and its value."""
    do, _, value = line.strip().lstrip("/").partition(" ")
    return Deed(re.sub(r"[^a-z_]", "", do.lower()), value.strip())
