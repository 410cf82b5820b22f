"""Messages that stand alone put into their conversations, however large the file: few are open at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from whiteglove.ground.reader.transcripts.shapes import Bad, Row, Said, Talk

OPEN = 1_000  # conversations
HELD = 20_000  # messages
REMEMBERED = 200_000  # conversations that are over


@dataclass
class _Open:
    line: int
    channel: str
    said: list[Said] = field(default_factory=list)


class Gathering:
    """`of(found)`: conversations, each when it's over: OPEN others or HELD messages came since its last word.

    `name`: of the file, for messages that belong to no conversation: each is read alone.
    """

    def __init__(self, name: str, *, open_: int = OPEN, held: int = HELD) -> None:
        self.name, self.most, self.most_held = name, open_, held
        self.held = 0
        self.open: OrderedDict[str, _Open] = OrderedDict()
        self.over: OrderedDict[int, None] = OrderedDict()

    def of(self, found: Iterable[Talk | Row | Bad]) -> Iterator[Talk | Bad]:
        for one in found:
            if not isinstance(one, Row):
                yield one
            elif not one.conversation:
                yield Talk(f"{self.name}#{one.said.line}", [one.said], one.said.line, channel=one.channel)
            else:
                yield from self._add(one)
        while self.open:
            yield self._close()

    def _add(self, row: Row) -> Iterator[Talk | Bad]:
        known = self.open.get(row.conversation)
        if known is None:
            if hash(row.conversation) in self.over:
                yield Bad(row.said.line, f"conversation {row.conversation} goes on here, long after it seemed over",
                          "Sort the file by conversation: its parts were read as two.")  # fmt: skip
            known = self.open[row.conversation] = _Open(row.said.line, row.channel)
        known.said.append(row.said)
        self.held += 1
        self.open.move_to_end(row.conversation)
        while len(self.open) > self.most or (self.held > self.most_held and len(self.open) > 1):
            yield self._close()
        if self.held > self.most_held:
            yield self._close()

    def _close(self) -> Talk:
        name, one = self.open.popitem(last=False)
        self.held -= len(one.said)
        self.over[hash(name)] = None
        if len(self.over) > REMEMBERED:
            self.over.popitem(last=False)
        return Talk(name, one.said, one.line, channel=one.channel)
