"""Messages that stand alone put into their conversations, however large the file: a bounded number is held."""

from __future__ import annotations

import heapq
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from whiteglove.ground.reader.transcripts.remembered import Remembered
from whiteglove.ground.reader.transcripts.shapes import Bad, Row, Said, Talk, moment

OPEN = 20_000  # conversations
HELD = 20_000  # messages
HELD_CHARACTERS = 16 << 20
Key = tuple[str, str]  # (its name, "") or ("", the id of its first message here)


@dataclass(slots=True)
class _Open:
    line: int
    channel: str
    said: list[Said] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)  # instead, where they name what they answer
    ids: list[str] = field(default_factory=list)  # of messages that belong to it, here or not


class Gathering:
    """`of(found)`: conversations, each when it's over: as much came since its last word as may be held.

    `name`: of the file, for messages that belong to no conversation: each is read alone.
    """

    def __init__(self, name: str, *, open_: int = OPEN, held: int = HELD, characters: int = HELD_CHARACTERS) -> None:
        self.name, self.most, self.most_held, self.most_characters = name, open_, held, characters
        self.held = self.characters = 0
        self.open: OrderedDict[Key, _Open] = OrderedDict()
        self.place: dict[str, Key] = {}  # of a message's id, among those open
        self.over = Remembered()

    def of(self, found: Iterable[Talk | Row | Bad]) -> Iterator[Talk | Bad]:
        for one in found:
            if not isinstance(one, Row):
                yield one
            elif one.conversation:
                yield from self._add((one.conversation, ""), one)
            elif one.answers is not None and one.said.id:
                yield from self._link(one)
            else:
                yield Talk(f"{self.name}#{one.said.line}", [one.said], one.said.line, channel=one.channel)
        while self.open:
            yield self._close()

    def _add(self, key: Key, row: Row) -> Iterator[Talk | Bad]:
        known = self.open.get(key)
        if known is None:
            if key in self.over:
                yield self._late(row.said.line, f"conversation {row.conversation} goes on here")
            known = self.open[key] = _Open(row.said.line, row.channel)
        if key[0]:
            known.said.append(row.said)
        else:
            known.rows.append(row)
        self.held += 1
        self.characters += len(row.said.text)
        self.open.move_to_end(key)
        while len(self.open) > self.most or (self._full() and len(self.open) > 1):
            yield self._close()
        if self._full():
            yield self._close()

    def _late(self, line: int, says: str, sort: str = "Sort the file by conversation") -> Bad:
        return Bad(line, f"{says}, long after it seemed over", f"{sort}: its parts were read as two.")

    def _full(self) -> bool:
        return self.held > self.most_held or self.characters > self.most_characters

    def _link(self, row: Row) -> Iterator[Talk | Bad]:
        """To the conversation of the messages it answers, or that answer it. It may turn out to make one of two."""
        ids = dict.fromkeys((row.said.id, *(row.answers or ()), *row.answered))
        keys = list(dict.fromkeys(self.place[one] for one in ids if one in self.place))
        key = max(keys, key=lambda one: len(self.open[one].ids), default=("", row.said.id))
        if any(one not in self.place and ("", one) in self.over for one in ids):
            yield self._late(
                row.said.line,
                f"message {row.said.id} belongs to a conversation that is told already",
                "Sort the file by time",
            )
        for other in keys:
            if other != key:
                self._join(other, key)
        new = [one for one in ids if one not in self.place]
        self.place |= dict.fromkeys(new, key)
        known = self.open.setdefault(key, _Open(row.said.line, row.channel))
        known.ids += new
        yield from self._add(key, row)

    def _join(self, other: Key, key: Key) -> None:
        gone, kept = self.open.pop(other), self.open[key]
        kept.rows += gone.rows
        kept.ids += gone.ids
        kept.line = min(kept.line, gone.line)
        self.place |= dict.fromkeys(gone.ids, key)

    def _close(self) -> Talk:
        key, one = self.open.popitem(last=False)
        said = in_order_of_answers(one.rows) if one.rows else newest_last(one.said)
        self.held -= len(said)
        self.characters -= sum(len(each.text) for each in said)
        for id_ in one.ids:
            del self.place[id_]
            self.over.add(("", id_))
        if one.ids:
            return Talk(said[0].id, said, one.line, channel=one.channel)
        self.over.add(key)
        return Talk(key[0], said, one.line, channel=one.channel)


def in_order_of_answers(rows: Sequence[Row]) -> list[Said]:
    """What is answered first, then by time where all tell it, then as in the file. A circle of answers comes last."""
    if len(rows) == 1:
        return [rows[0].said]
    times = [moment(one.said.at) for one in rows]
    timed = all(times)
    order = [(times[place] if timed else 0, one.said.line, place) for place, one in enumerate(rows)]
    places = {one.said.id: place for place, one in enumerate(rows)}
    waiting: dict[int, list[int]] = {}
    ready = []
    for place, one in enumerate(rows):
        before = next((places[each] for each in one.answers or () if each in places and places[each] != place), None)
        if before is None:
            ready.append(order[place])
        else:
            waiting.setdefault(before, []).append(place)
    heapq.heapify(ready)
    found = []
    while ready:
        place = heapq.heappop(ready)[-1]
        found.append(place)
        for after in waiting.pop(place, ()):
            heapq.heappush(ready, order[after])
    circle = sorted(order[one] for many in waiting.values() for one in many)
    return [rows[place].said for place in [*found, *(one[-1] for one in circle)]]


def newest_last(said: list[Said]) -> list[Said]:
    """Turned around where every message says a time and each is older than the one before."""
    if len(said) < 2 or not said[0].at or said[0].at == said[-1].at:
        return said
    times = [moment(one.at) for one in said]
    falling = all(times) and all(one >= after for one, after in pairwise(times))
    return said[::-1] if falling and times[0] > times[-1] else said
