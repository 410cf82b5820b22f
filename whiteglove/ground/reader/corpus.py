"""The corpus: whole conversations as text, every sentence labelled for every behaviour.

    # retail-001 chat solved
    C: Hi. [greeting]
    -: My parcel is late. [intent.delivery]
    A: I'm sorry about that, {customer}. [apology name_used]

`C:` and `A:` begin a message, `-:` is the next sentence of it; a blank line stands between conversations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Conversation, Message

FOLDER, ENDING = "corpus", ".conv"
PARTS = ("train", "gold", "plain")
FIRST, SECOND = "first", "second"  # folders of both labellings by themselves; the parts hold what was settled
_HEAD = re.compile(r"# (?P<id>[a-z]+-\d+) (?P<channel>\w+) (?P<outcome>\w+)")
_LINE = re.compile(r"(?P<who>[CA-]): ?(?P<text>.*?)(?: \[(?P<labels>[a-z_. ]*)\])?\s*")
_SIDES = {"C": CUSTOMER, "A": AGENT}


class CorpusError(ValueError):
    """A line that can't be read; the message names file and line."""


@dataclass(frozen=True)
class Labelled:
    """One sentence as written, and the behaviours it shows."""

    text: str
    labels: frozenset[str]


@dataclass
class Turn:
    """One message."""

    side: str
    sentences: list[Labelled] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(one.text for one in self.sentences)


@dataclass
class Dialogue:
    """`id` such as retail-001."""

    id: str
    channel: str
    outcome: str
    turns: list[Turn] = field(default_factory=list)

    @property
    def industry(self) -> str:
        return self.id.rpartition("-")[0]

    def messages(self) -> list[tuple[Message, Conversation]]:
        """Each message, its sentences set apart by blank lines, with what was said before."""
        said = [Message(turn.side, turn.text) for turn in self.turns]
        return [
            (one, Conversation(said[max(0, place - 8) : place], channel=self.channel, closed=place == len(said) - 1))
            for place, one in enumerate(said)
        ]


def read_folder(folder: str | Path) -> list[Dialogue]:
    """Every conversation in the folder's files, by file and place. Raises CorpusError."""
    return [one for file in sorted(Path(folder).glob(f"*{ENDING}")) for one in read_file(file)]


def read_file(file: Path) -> list[Dialogue]:
    with file.open(encoding="utf-8") as lines:
        return list(parse(lines, file.name))


def parse(lines: Iterable[str], name: str = "corpus") -> Iterator[Dialogue]:
    """Conversations from lines of text. Raises CorpusError."""
    dialogue: Dialogue | None = None
    for number, line in enumerate(lines, 1):
        if not (line := line.strip()):
            continue
        if head := _HEAD.fullmatch(line):
            if dialogue:
                yield dialogue
            dialogue = Dialogue(**head.groupdict())
            continue
        match = _LINE.fullmatch(line)
        if not match or dialogue is None:
            raise CorpusError(
                f"{name}:{number}: a line is “C: sentence [labels]”, under a “# industry-001 chat solved”."
            )
        _add(dialogue, match, f"{name}:{number}")
    if dialogue:
        yield dialogue


def _add(dialogue: Dialogue, match: re.Match, where: str) -> None:
    if side := _SIDES.get(match["who"]):
        dialogue.turns.append(Turn(side))
    elif not dialogue.turns:
        raise CorpusError(f"{where}: “-:” goes on with a message, and none has begun.")
    labels = frozenset((match["labels"] or "").split())
    dialogue.turns[-1].sentences.append(Labelled(match["text"], labels))
