"""A question as somebody sees it who has still to answer it: in the order of their seed, and without its key. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .bank.drawing import order_of_answers, rights_of
from .bank.question import CHOICE, ESSAY, MATCH, NUMBER, SEVERAL, SHORT, TRUTH, Question, Words

SAYS = {
    CHOICE: "Choose one.", TRUTH: "True or false?", SEVERAL: "Choose all that fit. What doesn't fit costs.",
    SHORT: "Write a word or two.", NUMBER: "Write a number.", MATCH: "Find what belongs together.",
    ESSAY: "Write a text. Somebody reads it.",
}  # fmt: skip
SPOKEN = {"true": "True", "false": "False"}


@dataclass(frozen=True)
class Choice:
    """`place` on the page."""

    place: int
    words: Words
    chosen: bool


@dataclass(frozen=True)
class Left:
    """One of what is to be paired, and what is offered for it: (number, words, chosen)."""

    place: int
    words: Words
    rights: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True)
class Asked:
    kind: str
    words: Words
    tail: Words
    says: str
    choices: tuple[Choice, ...] = ()
    lefts: tuple[Left, ...] = ()
    text: str = ""

    @property
    def several(self) -> bool:
        return self.kind == SEVERAL

    @property
    def long(self) -> bool:
        return self.kind == ESSAY

    @property
    def writes(self) -> bool:
        return self.kind in (SHORT, NUMBER)


def asked(one: Question, seed: int, given: Mapping[str, Any] | None, *, shuffle: bool) -> Asked:
    """`given`: what was answered so far, with places as the file has them."""
    given, order = given or {}, order_of_answers(one, seed, shuffle=shuffle)
    plain = {"kind": one.kind, "words": one.text, "tail": one.tail, "says": SAYS.get(one.kind, "")}
    if one.kind == MATCH:
        return Asked(**plain, lefts=tuple(_lefts(one, seed, order, given.get("pairs") or {})))
    if one.kind in (CHOICE, TRUTH, SEVERAL):
        picked = {given.get("pick"), *(given.get("picks") or ())}
        return Asked(**plain, choices=tuple(_choices(one, order, picked)))
    return Asked(**plain, text=str(given.get("text") or ""))


def _choices(one: Question, order: list[int], picked: set) -> list[Choice]:
    return [Choice(shown, spoken(one, place), place in picked) for shown, place in enumerate(order)]


def spoken(one: Question, place: int) -> Words:
    words = one.answers[place].text
    return Words(SPOKEN[words.text], "plain") if one.kind == TRUTH and words.text in SPOKEN else words


def _lefts(one: Question, seed: int, order: list[int], pairs: Mapping[str, str]) -> list[Left]:
    rights = rights_of(one, seed)
    return [
        Left(shown, one.pairs[place].left,
             tuple((number, words, pairs.get(str(place)) == words) for number, words in enumerate(rights)))
        for shown, place in enumerate(order) if one.pairs[place].left
    ]  # fmt: skip
