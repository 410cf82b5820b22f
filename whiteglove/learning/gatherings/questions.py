"""Questions about a recording, as their organiser writes them. Pure.

A question is a line; below it its answers, each on a line of its own: `-` before a wrong one, `*` before the right one.
"""

from collections.abc import Mapping, Sequence
from math import prod
from typing import TypedDict

MOST = 10
FEWEST = 2
# How often they may be answered wrongly, and how many ways to answer there are at least for each of those times.
GUESSES = 3
ODDS = 8


class Question(TypedDict):
    says: str
    answers: list[str]
    right: int


class Unclear(ValueError):
    """The text can't be read as questions; the message says where."""


def read(text: str) -> list[Question]:
    """Raises Unclear. An empty text has none."""
    found: list[Question] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        if line[0] not in "-*":
            found.append({"says": line[:300], "answers": [], "right": -1})
        elif not found:
            raise Unclear("Begin with a question; its answers come below it.")
        else:
            _take_answer(found[-1], line)
    for one in found:
        if len(one["answers"]) < 2 or one["right"] < 0:
            raise Unclear(f"“{one['says'][:60]}” needs two answers or more, and a * before the right one.")
    if found and not FEWEST <= len(found) <= MOST:
        raise Unclear(f"Ask {FEWEST} to {MOST} questions: one alone is guessed.")
    if found and (ways := prod(len(one["answers"]) for one in found)) < GUESSES * ODDS:
        raise Unclear(f"There are {ways} ways to answer: that is guessed. Ask three questions with three answers each.")
    return found


def _take_answer(question: Question, line: str) -> None:
    words = line[1:].strip()[:200]
    if not words:
        return
    if line[0] == "*":
        if question["right"] >= 0:
            raise Unclear(f"“{question['says'][:60]}” has two right answers; mark one.")
        question["right"] = len(question["answers"])
    question["answers"].append(words)


def written(questions: Sequence[Question]) -> str:
    """As they are edited again."""
    return "\n\n".join(
        "\n".join(
            [one["says"], *(f"{'*' if at == one['right'] else '-'} {each}" for at, each in enumerate(one["answers"]))]
        )
        for one in questions
    )


def all_right(questions: Sequence[Question], chosen: Mapping[int, int]) -> bool:
    """`chosen`: {the question's place: the answer's}. False where there are none."""
    return bool(questions) and all(chosen.get(place) == one["right"] for place, one in enumerate(questions))
