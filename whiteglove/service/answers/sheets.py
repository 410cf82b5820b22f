"""What is read of the bot as rows: a sheet to take along, and why an article was thought of."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from .finding import Looked, address
from .seen import Group

COLUMNS = ("asked", "words", "language", "outcome", "last")
WHY = {
    "near_title": "means what the title says", "near_text": "means what the text says", "words": "words in common",
    "title_words": "words of the title", "meant": "asks for the same", "title_meant": "the title is about it",
    "title_whole": "the title is about nothing else", "title_asked": "how much of the title was asked",
    "untold": "what isn't told there", "untold_whether": "what isn't told there, of a yes-or-no question",
}  # fmt: skip


@dataclass(frozen=True)
class Thought:
    """An article that was thought of; `why` says [(what, per cent)], what counts most first."""

    title: str
    url: str
    language: str
    percent: int
    against: bool
    why: list[tuple[str, int]]


def of(groups: Iterable[Group]) -> Iterator[str]:
    """Lines of CSV, the first naming the columns. One question a line; those that ask the same follow one another."""
    yield line(COLUMNS)
    for group in groups:
        for one in group.turns:
            yield line((group.count, one.question, one.language, one.get_outcome_display(), one.at.isoformat()))


def line(values: Iterable[object]) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe before it."""
    written = StringIO()
    shown = (str(one) for one in values)
    csv.writer(written).writerow(f"'{one}" if one[:1] in tuple("=+-@\t\r") else one for one in shown)
    return written.getvalue()


def why(looked: Looked, most: int = 6) -> list[Thought]:
    return [
        Thought(
            looked.words[one.article].title, address(looked.words[one.article]), looked.words[one.article].language,
            round(100 * one.score), one.against,
            [(WHY[name], round(100 * value)) for name, value in sorted(one.why.items(), key=lambda pair: -pair[1])
             if value >= 0.01],
        )
        for one in looked.candidates[:most]
    ]  # fmt: skip
