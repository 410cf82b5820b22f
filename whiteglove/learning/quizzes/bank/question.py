"""A question as the bank holds it, whatever file it came from. Pure: no Django, no clock."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

CHOICE, SEVERAL, TRUTH, SHORT, NUMBER, MATCH, ESSAY, TEXT = (
    "choice", "several", "truth", "short", "number", "match", "essay", "text",
)  # fmt: skip
KINDS = {
    CHOICE: "one answer of several",
    SEVERAL: "several answers may be right",
    TRUTH: "true or false",
    SHORT: "a word or two",
    NUMBER: "a number",
    MATCH: "pairs",
    ESSAY: "a text that somebody reads",
    TEXT: "a text without a question",
}
FORMATS = ("", "plain", "markdown", "html")  # "": as Moodle does by itself: lines stay lines, elements of HTML are kept
NEAR, BETWEEN, ANY = "near", "between", "any"
TRUE, FALSE = "true", "false"


@dataclass(frozen=True)
class Words:
    text: str = ""
    format: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Answer:
    """`weight` in percent; None for a wrong one that says nothing about it."""

    text: Words
    weight: float | None = None
    feedback: Words = Words()


@dataclass(frozen=True)
class Span:
    """Numbers that count: near `first` by at most `second`, or between the two, or any other number."""

    how: str
    first: float = 0
    second: float = 0
    weight: float = 100
    feedback: Words = Words()

    def holds(self, number: float) -> bool:
        if self.how == NEAR:
            # What 0.1 + 0.2 is off by must not cost anybody their point.
            return abs(number - self.first) <= self.second + 1e-9 * max(1.0, abs(self.first))
        return self.how == ANY or self.first <= number <= self.second


@dataclass(frozen=True)
class Pair:
    """`left` empty: a `right` that goes with nothing."""

    left: Words
    right: str


@dataclass(frozen=True)
class Question:
    id: str
    kind: str
    text: Words
    title: str = ""
    answers: tuple[Answer, ...] = ()
    spans: tuple[Span, ...] = ()
    pairs: tuple[Pair, ...] = ()
    general: Words = Words()
    tail: Words = Words()  # what follows the gap, where a word is missing
    category: str = ""
    tags: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()  # of the standard, such as G12
    skills: tuple[str, ...] = ()
    level: int = 0
    module: str = ""
    source: str = ""
    line: int = 0

    @property
    def asks(self) -> bool:
        return self.kind != TEXT

    @property
    def labels(self) -> frozenset[str]:
        """All that a quiz may choose it by."""
        return frozenset({*self.tags, *self.rows, *self.skills, *filter(None, [self.module])})

    @property
    def name(self) -> str:
        return self.title or " ".join(self.text.text.split())[:60] or self.id


NESTED = {"text": Words, "general": Words, "tail": Words, "feedback": Words, "left": Words}
LISTS = {"answers": Answer, "spans": Span, "pairs": Pair}


def as_content(question: Question) -> dict[str, Any]:
    """Plain JSON, without what says nothing; the line it stood on is no part of it."""
    return {name: value for name, value in _thin(asdict(question)).items() if name != "line"}


def _thin(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _thin(one) for name, one in value.items() if one not in ("", None, (), []) and one != _EMPTY}
    return [_thin(one) for one in value] if isinstance(value, list | tuple) else value


_EMPTY = asdict(Words())


def from_content(content: Mapping[str, Any]) -> Question:
    return _made(Question, content)


def _made(kind: type, content: Mapping[str, Any]) -> Any:
    given = {}
    for field in fields(kind):
        if field.name not in content:
            continue
        value = content[field.name]
        if field.name in LISTS:
            value = tuple(_made(LISTS[field.name], one) for one in value)
        elif field.name in NESTED and isinstance(value, Mapping):
            value = _made(NESTED[field.name], value)
        given[field.name] = tuple(value) if isinstance(value, list) else value
    return kind(**{**_absent(kind), **given})


def _absent(kind: type) -> dict[str, Any]:
    """What `_thin` left out and the kind has no default for."""
    return {Question: {"id": "", "text": Words()}, Answer: {"text": Words()}, Pair: {"left": Words(), "right": ""}}.get(
        kind, {}
    )
