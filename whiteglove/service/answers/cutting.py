"""An article's words as passages that can be quoted: by its headings, then by paragraphs and steps. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from whiteglove.ground.lib.words import fold
from whiteglove.ground.reader import sentences
from whiteglove.service.knowledge.markdown import Heading, parsed, spoken

LONGEST = 600  # characters of a passage
MOST = 40  # passages of an article: what comes later in a very long one is found by its title alone
BETWEEN = " – "  # the cells of a row
_SPACES = re.compile(r"[^\S\n]+")


@dataclass
class Cut:
    """`lines` are paragraphs and steps as they would be read out; `anchor` leads to the heading on the page."""

    heading: str = ""
    anchor: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def cut(body: str) -> list[Cut]:
    """The passages of a Markdown text in order, at most 40, none empty and none over 600 characters."""
    made: list[Cut] = []
    for heading, line in lines_of(body):
        here = (heading.text, heading.anchor) if heading else ("", "")
        for part in within(line, LONGEST):
            last = made[-1] if made else None
            if last is None or (last.heading, last.anchor) != here or len(last.text) + len(part) >= LONGEST:
                if len(made) == MOST:
                    return made
                made.append(last := Cut(*here))
            last.lines.append(part)
    return made


def lines_of(body: str) -> Iterator[tuple[Heading | None, str]]:
    """Each paragraph, step and row with the heading it stands under. Code counts as a paragraph."""
    page = parsed(body)
    waiting, heading, marks, cells = iter(page.headings), None, Marks(), None
    for at, token in enumerate(page.tokens):
        marks.see(token)
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            row, cells = BETWEEN.join(cells or ()), None
            yield heading, row
        elif token.type == "inline" and page.tokens[at - 1].type == "heading_open":
            heading = next(waiting, heading)
        elif said := said_in(token):
            if cells is None:
                yield heading, marks.take() + said
            else:
                cells.append(said)


def said_in(token: Token) -> str:
    """The words of a paragraph, a cell or a piece of code; "" of anything else."""
    if token.type not in {"inline", "fence", "code_block"}:
        return ""
    said = "".join(spoken(token)) if token.type == "inline" else token.content
    return _SPACES.sub(" ", said.replace("\x00", "")).strip()


class Marks:
    """What stands before a line of a list: `2. ` or `• `, once for each item; the number as it is shown."""

    def __init__(self) -> None:
        self._next: list[int | None] = []
        self._mark = ""

    def see(self, token: Token) -> None:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            ordered = token.type.startswith("ordered")
            self._next.append(int(token.attrs.get("start", 1)) if ordered else None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            self._next.pop()
        elif token.type == "list_item_open":
            number = self._next[-1]
            self._mark = "• " if number is None else f"{number}. "
            self._next[-1] = None if number is None else number + 1

    def take(self) -> str:
        mark, self._mark = self._mark, ""
        return mark


def within(line: str, longest: int) -> Iterator[str]:
    """A line in parts that aren't longer, cut between sentences, or between words where a sentence is too long."""
    held = ""
    for sentence in sentences_of(line):
        if held and len(held) + 1 + len(sentence) > longest:
            yield held
            held = ""
        held = f"{held} {sentence}" if held else sentence
        while len(held) > longest:
            at = held.rfind(" ", longest // 2, longest)
            at = longest if at < 0 else at
            yield held[:at].rstrip()
            held = held[at:].lstrip()
    if held:
        yield held


def sentences_of(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.spans(text)]


def quoted(text: str, best: int, longest: int = LONGEST) -> str:
    """A passage of up to `longest` characters whole; of a longer one the lines from the best on."""
    if len(text) <= longest:
        return text
    kept: list[str] = []
    for line in text.split("\n")[best:]:
        if kept and len("\n".join(kept)) + len(line) >= longest:
            break
        kept.append(line)
    return "\n".join(kept)[:longest]


def plain(text: str) -> str:
    """Folded and in single spaces, for comparing."""
    return " ".join(fold(text).split())
