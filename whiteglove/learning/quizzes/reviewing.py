"""A question as it is looked back at: what was answered, what that was worth, what is right and why. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .asking import spoken
from .bank.drawing import order_of_answers
from .bank.grading import answered, credit, picks_of, said_among, span_among
from .bank.question import ANY, BETWEEN, CHOICE, ESSAY, MATCH, NUMBER, SEVERAL, SHORT, TRUTH, Question, Span, Words

__all__ = ["Line", "Looked", "looked_at"]
EMPTY = Words()
RIGHT, PARTLY, WRONG, WAITING = "right", "partly", "wrong", "waiting"


@dataclass(frozen=True)
class Line:
    """One answer. `right` is None where the key stays covered; `said` is the feedback; `instead` what belongs there."""

    words: Words
    chosen: bool = False
    right: bool | None = None
    said: Words = EMPTY
    instead: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Looked:
    kind: str
    words: Words
    tail: Words
    state: str
    percent: int | None
    lines: tuple[Line, ...] = ()
    text: str = ""
    said: Words = EMPTY
    key: tuple[str, ...] = ()
    general: Words = EMPTY
    source: str = ""
    rows: tuple[str, ...] = ()
    empty: bool = False


def looked_at(one: Question, given: Mapping[str, Any] | None, seed: int, *, shuffle: bool, key: bool,
              worth: float | None = None) -> Looked:  # fmt: skip
    """`key`: show what is right too, not only what was said of one's own answer. `worth`: what a reader gave a text."""
    part = {
        CHOICE: _ticks, TRUTH: _ticks, SEVERAL: _ticks, SHORT: _short, NUMBER: _number, MATCH: _match,
    }.get(one.kind, _text)(one, given or {}, order_of_answers(one, seed, shuffle=shuffle), key)  # fmt: skip
    made = credit(one, given) if one.kind != ESSAY or not answered(one, given) else None
    share = worth if made is None else made
    return Looked(
        one.kind, one.text, one.tail, _state(share), None if share is None else int(share * 100 + Fraction(1, 2)),
        general=one.general if key or one.kind != ESSAY else Words(), source=one.source, rows=one.rows,
        empty=not answered(one, given), **part,
    )  # fmt: skip


def _state(share: float | Fraction | None) -> str:
    if share is None:
        return WAITING
    return RIGHT if share >= 1 else PARTLY if share > 0 else WRONG


Part = dict[str, Any]


def _ticks(one: Question, given: Mapping[str, Any], order: list[int], key: bool) -> Part:
    picked = set(picks_of(one, given)) | ({given["pick"]} if isinstance(given.get("pick"), int) else set())
    lines = []
    for place in order:
        answer, chosen = one.answers[place], place in picked
        right = (answer.weight or 0) > 0
        partly = answer.weight if key and 0 < (answer.weight or 0) < 100 and one.kind != SEVERAL else None
        said = answer.feedback if chosen or key else Words()
        lines.append(Line(spoken(one, place), chosen, right if key else None, said, share=partly))
    return {"lines": tuple(lines)}


def _short(one: Question, given: Mapping[str, Any], order: list[int], key: bool) -> Part:
    text = str(given.get("text") or "")
    found = said_among(one, text) if text else None
    best = [each.text.text for each in one.answers if (each.weight or 0) == 100]
    return {"text": text, "said": found.feedback if found else Words(), "key": tuple(best) if key else ()}


def _number(one: Question, given: Mapping[str, Any], order: list[int], key: bool) -> Part:
    text = str(given.get("text") or "")
    found = span_among(one, text) if text else None
    best = [in_words(each) for each in one.spans if each.weight == 100]
    return {"text": text, "said": found.feedback if found else Words(), "key": tuple(best) if key else ()}


def in_words(span: Span) -> str:
    if span.how == ANY:
        return "any number"
    if span.how == BETWEEN:
        return f"{span.first:g} to {span.second:g}"
    return f"{span.first:g}, give or take {span.second:g}" if span.second else f"{span.first:g}"


def _match(one: Question, given: Mapping[str, Any], order: list[int], key: bool) -> Part:
    said = given.get("pairs") or {}
    lines = []
    for place in order:
        pair, mine = one.pairs[place], said.get(str(place), "")
        if pair.left and key and not said:
            lines.append(Line(pair.left, True, True, Words(pair.right, "plain")))
        elif pair.left:
            right = mine == pair.right
            lines.append(Line(pair.left, bool(mine), right if key else None, Words(mine, "plain"),
                              pair.right if key and not right else ""))  # fmt: skip
    return {"lines": tuple(lines)}


def _text(one: Question, given: Mapping[str, Any], order: list[int], key: bool) -> Part:
    return {"text": str(given.get("text") or "")}
