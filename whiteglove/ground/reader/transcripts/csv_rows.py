"""CSV with one message a row or one conversation a cell. Columns are told by their names, else by what is in them."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from whiteglove.ground.reader.transcripts.shapes import (
    HIDDEN,
    INBOUND,
    OUTBOUND,
    PAIRS,
    SHOWN,
    USUAL,
    Bad,
    Keys,
    Row,
    Said,
    Talk,
    clean,
    ids_of,
    name_of,
    plain,
    text_of,
    yes,
)  # fmt: skip
from whiteglove.ground.reader.transcripts.sides import SYSTEM, script, side_of
from whiteglove.ground.reader.transcripts.turns import NAMELESS, is_sentence, side_by, words_of

LONGEST_LINE = 4 << 20
MANY_LINES = 50  # in one cell: a whole conversation, or a quotation mark that isn't closed
LOOKED_AT = 30  # rows, where names of columns don't say enough
_TOO_LONG = f"its line is longer than {LONGEST_LINE >> 20} MB"
_BARE = re.compile(r"\r(?!\n|$)")  # a return that ends no line
_ROLES = ("conversation", "text", "side", "id", "at", "language", "channel", "answers", "answered")


class NoColumns(ValueError):
    """Nobody can tell which column holds the text; the message says what to do."""


@dataclass(frozen=True)
class Columns:
    """Places of columns from 0; -1 where there is none."""

    text: int
    side: int = -1
    conversation: int = -1
    id: int = -1
    at: int = -1
    language: int = -1
    channel: int = -1
    answers: int = -1
    answered: int = -1
    side_name: str = ""
    hidden: tuple[tuple[int, bool], ...] = ()  # (column, what it says of a note that isn't read)
    pair: tuple[int, int] | None = None  # a question and its answer


def of_lines(
    stream: BinaryIO, keys: Keys, name: str, notice: Callable[[str], None] = lambda says: None
) -> Iterator[Talk | Row | Bad]:
    """Raises NoColumns before any message when the text can't be found. `notice` is told what was taken for what."""
    csv.field_size_limit(LONGEST_LINE)
    lines = _Lines(stream)
    rows = _rows(lines, delimiter_of(text_of(stream.peek(1 << 16)[: 1 << 16])))
    ahead = list(islice(rows, LOOKED_AT + 1))
    while ahead and isinstance(ahead[0][1], Bad):
        yield ahead.pop(0)[1]
        ahead += islice(rows, 1)
    if not ahead:
        return
    columns, has_header = columns_of(ahead[0][1], [one for _, one in ahead[1:] if isinstance(one, list)], keys)
    notice(described(columns, ahead[0][1] if has_header else []))
    body = ahead[1:] if has_header else ahead
    for line, row in body:
        yield from _told(row, line, columns, name)
    for line, row in rows:
        yield from _told(row, line, columns, name)


class _Lines:
    """Lines of text of bounded length. Those `taken` for one row can be given back."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.taken: list[str] = []
        self.again: deque[str] = deque()
        self.ended = self.cut = False  # at the file's end; in the middle of a line that is too long

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.again:
            line = self.again.popleft()
        elif raw := self.stream.readline(LONGEST_LINE):
            self.cut = len(raw) == LONGEST_LINE and not raw.endswith(b"\n")
            while self.cut and (more := self.stream.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
            line = _BARE.sub(" ", text_of(raw).replace("\0", ""))
        else:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """All but the first: the row began there, and was none."""
        self.again.extendleft(reversed(self.taken[1:]))
        self.ended = False


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | Bad]]:
    """(line it begins on, cells). What csv refuses is a Bad, and the rest goes on after the first line of it."""
    reader, line, width = csv.reader(lines, delimiter=delimiter), 1, 0
    while True:
        lines.taken.clear()
        try:
            row = next(reader)
            said = (
                _TOO_LONG
                if lines.cut
                else "a quotation mark isn't closed"
                if _runs_away(lines, delimiter, width)
                else ""
            )
        except StopIteration:
            return
        except csv.Error as problem:
            said = (
                _TOO_LONG if lines.cut else "a quotation mark isn't closed" if "limit" in str(problem) else str(problem)
            )
        if said:
            bad = Bad(
                line, f"this isn't CSV: {said}", "Double the quotation marks inside a quoted cell.", lines.taken[0]
            )
            yield line, bad
            lines.give_back()
            reader, line = csv.reader(lines, delimiter=delimiter), line + 1
            continue
        if row:
            width = width or len(row)
            yield line, row
        line += len(lines.taken)


def _runs_away(lines: _Lines, delimiter: str, width: int) -> bool:
    """Whether an open quotation mark ate what follows: to the file's end, or many lines that are rows by themselves."""
    if lines.ended:
        return True
    if len(lines.taken) <= MANY_LINES or width < 2:
        return False
    eaten = lines.taken[1 : MANY_LINES + 1]
    whole = sum(len(next(csv.reader([one], delimiter=delimiter), [])) == width for one in eaten)
    return whole * 2 > len(eaten)


def delimiter_of(head: str) -> str:
    """Whichever of comma, semicolon, tab and bar stands most often on the first line."""
    first = head.lstrip("\ufeff\r\n").partition("\n")[0]
    return max(",;\t|", key=first.count)


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]], keys: Keys) -> tuple[Columns, bool]:
    """(columns, whether the first row names them). Raises NoColumns."""
    names = [plain(one) for one in header]
    found = {role: _place(names, role, keys) for role in _ROLES}
    if "side" not in keys.chosen:
        found["side"] = _telling(names, rows, found["text"])
    named = any(place >= 0 and not keys.chosen.get(role, "").isdigit() for role, place in found.items())
    if found["id"] == found["conversation"]:
        found["id"] = -1
    if found["conversation"] < 0 <= found["id"] and _repeats(_cells(rows, found["id"])):
        found["conversation"], found["id"] = found["id"], -1
    body = rows if rows else [header]
    pair = _pair(names, found, keys)
    if pair and not any(is_sentence(cell) for place in pair for cell in _cells(body, place)):
        pair = None
    if pair:
        found["text"], found["side"] = pair[0], -1
    if found["text"] < 0:
        found["text"] = _longest(body, set(found.values()))
    if found["text"] < 0:
        shown = ", ".join(one.strip()[:30] for one in header[:12])
        raise NoColumns(
            f"no column is plainly the text. The first row is: {shown}."
            " Say which is which, by name or number: --columns text=NAME,side=NAME,conversation=NAME"
        )
    if found["side"] < 0 and not pair:
        found["side"] = _speaking(body, set(found.values()))
    hidden = tuple((place, one in HIDDEN) for place, one in enumerate(names) if one in HIDDEN + SHOWN)
    side_name = names[found["side"]] if named and found["side"] >= 0 else ""
    named = named or bool(pair)
    columns = Columns(**found, side_name=side_name, hidden=hidden if named else (), pair=pair)
    return columns, named or _only_names(header, body, columns, keys)


def described(columns: Columns, header: Sequence[str]) -> str:
    """text is “Body”, who speaks “Author”, conversation “Case”"""

    def name(place: int) -> str:
        return f"“{clean(header[place]).strip()[:40]}”" if place < len(header) else f"column {place + 1}"

    if columns.pair:
        return f"the customer's text is {name(columns.pair[0])}, the agent's {name(columns.pair[1])}"
    side = f"who speaks {name(columns.side)}" if columns.side >= 0 else "no column says who speaks"
    talk = f"conversation {name(columns.conversation)}" if columns.conversation >= 0 else "each row stands alone"
    if columns.conversation < 0 <= columns.answers and columns.id >= 0:
        talk = f"conversations by what {name(columns.answers)} answers"
    return f"text is {name(columns.text)}, {side}, {talk}"


def _telling(names: list[str], rows: Sequence[Sequence[str]], text: int) -> int:
    """The column that names who speaks: one whose cells say the side, else one of names."""
    usual = [one for one in (*USUAL["side"], *INBOUND, *OUTBOUND) if one in names and names.index(one) != text]
    for one in usual:
        cells = [cell for cell in _cells(rows, names.index(one)) if cell.strip()]
        if cells and sum(bool(side_of(cell) or side_by(one, cell)) for cell in cells) * 2 > len(cells):
            return names.index(one)
    return next((names.index(one) for one in usual if one not in NAMELESS), -1)


def _pair(names: list[str], found: dict[str, int], keys: Keys) -> tuple[int, int] | None:
    """The columns of a question and its answer, where no other holds a text and none says who speaks."""
    if keys.chosen:
        return None
    for one in PAIRS:
        if all(each in names for each in one):
            places = names.index(one[0]), names.index(one[1])
            if found["text"] in (-1, *places) and found["side"] in (-1, *places):
                return places
    return None


def _only_names(header: Sequence[str], body: Sequence[Sequence[str]], columns: Columns, keys: Keys) -> bool:
    """Whether the first row, whose names say nothing to us, isn't a message all the same."""
    if keys.chosen or body == [header] or len(header) <= max(columns.text, columns.side):
        return False
    if columns.side >= 0:
        return not side_of(header[columns.side])
    return " " not in header[columns.text].strip()


def _place(names: Sequence[str], role: str, keys: Keys) -> int:
    chosen = keys.chosen.get(role, "")
    if chosen.isdigit() and 0 < int(chosen) <= len(names):
        return int(chosen) - 1
    if chosen:
        if plain(chosen) in names:
            return names.index(plain(chosen))
        raise NoColumns(f"there is no column “{chosen}”. There are: {', '.join(names[:20])}.")
    return next((names.index(one) for one in USUAL[role] if one in names), -1)


def _longest(rows: Sequence[Sequence[str]], taken: set[int]) -> int:
    """The column of sentences: the longest on average, with a blank in most cells."""
    width = max(map(len, rows), default=0)
    best, length = -1, 12.0
    for place in (one for one in range(width) if one not in taken):
        cells = _cells(rows, place)
        mean = sum(map(len, cells)) / len(cells)
        if mean > length and sum(" " in one.strip() for one in cells) * 2 > len(cells):
            best, length = place, mean
    return best


def _speaking(rows: Sequence[Sequence[str]], taken: set[int]) -> int:
    """The column whose every cell says who speaks."""
    for place in (one for one in range(max(map(len, rows), default=0)) if one not in taken):
        cells = _cells(rows, place)
        if cells and all(len(one) < 40 and side_of(one) for one in cells):
            return place
    return -1


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place] for row in rows if len(row) > place]


def _repeats(cells: Sequence[str]) -> bool:
    """Whether neighbours share it, as messages share their conversation."""
    return len(cells) > 1 and len(set(cells)) * 2 <= len(cells)


def _told(row: list[str] | Bad, line: int, columns: Columns, name: str) -> Iterator[Talk | Row | Bad]:
    if isinstance(row, Bad):
        yield row
        return
    if len(row) <= columns.text:
        yield Bad(line, f"this row has {len(row)} cells, and the text should be in the {columns.text + 1}.",
                  "Quote cells that hold the separator or line breaks.", clean(" | ".join(row)))  # fmt: skip
        return
    cell = lambda place: row[place] if 0 <= place < len(row) else ""  # noqa: E731
    conversation, text = name_of(cell(columns.conversation)), words_of(row[columns.text])
    if columns.pair:
        sides = zip(columns.pair, ("customer", "agent"), strict=True)
        said = [Said(words_of(cell(place)), side, line=line) for place, side in sides]
        yield Talk(conversation or name_of(cell(columns.id)) or f"{name}#{line}", said, line)
        return
    if columns.side < 0 and (turns := script(text)):
        own = conversation or name_of(cell(columns.id)) or f"{name}#{line}"
        yield Talk(own, [Said(words, who, line=line) for who, words in turns], line)
        return
    speaker = name_of(cell(columns.side))
    speaker = side_by(columns.side_name, speaker) or {"true": "customer", "false": "agent"}.get(
        speaker.lower(), speaker
    )
    hidden = any(yes(cell(place)) is what for place, what in columns.hidden)
    said = Said(
        text,
        f"{SYSTEM}:{speaker}" if hidden else speaker,
        SYSTEM if hidden else "",
        name_of(cell(columns.id)),
        line,
        name_of(cell(columns.at)),
        cell(columns.language).lower()[:2],
    )
    linked = not conversation and columns.answers >= 0
    yield Row(
        conversation,
        said,
        name_of(cell(columns.channel)).lower(),
        ids_of(cell(columns.answers)) if linked else None,
        ids_of(cell(columns.answered)) if linked else (),
    )
