"""What a module teaches is enough to read, and no test is passed by looking at the form of its answers."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.quizzes.bank.question import CHOICE, SEVERAL, TRUE, TRUTH, Question
from whiteglove.learning.quizzes.schema import questions_in
from whiteglove.learning.standards.actions import SHIPPED

pytestmark = pytest.mark.engineless
TAUGHT = sorted(folder.name for folder in (SHIPPED / "lessons").iterdir())
ENOUGH = {"ace": (1500, 40), "employee": (900, 10), "ccxmp": (1500, 10),
          "wider": (2500, 42)}  # fmt: skip  # words, questions of a module
# Files that are asked together, and how many questions they hold at least.
BANKS = {
    **{name: 40 for name in TAUGHT if name.startswith("ace")},
    **{one.stem: 14 for one in (SHIPPED / "questions").iterdir() if "module: WIDER" in one.read_text()},
    "employee-?": 30, "ccxmp-?": 70, "aptitude-1": 60, "aptitude-2": 60, "leadership-3": 60, "leadership-4": 60,
}  # fmt: skip


@cache
def asked(file: Path) -> list[Question]:
    return questions_in(Node(file.read_text(), file.name, 1), lambda *_: None)


def of_module(module: str) -> list[Question]:
    return [one for one in bank("*") if one.module.lower() == module]


def bank(files: str) -> list[Question]:
    return [one for file in sorted((SHIPPED / "questions").glob(f"{files}.gift")) for one in asked(file)]


def spoken(lesson: Path) -> int:
    return len(lesson.read_text().split("\n---\n", 1)[1].split())


def by_length(question: Question) -> int:
    """The place of the right answer among all, the longest first."""
    rest = sorted(question.answers, key=lambda one: -len(one.text.text))
    return next(at for at, one in enumerate(rest) if one.weight == 100)


def likeness(choices: list[Question]) -> tuple[float, float]:
    """How often the longest answer is the right one, and the share of the commonest place of right answers."""
    rights = [next(at for at, one in enumerate(each.answers) if one.weight == 100) for each in choices]
    long = sum(max(range(len(each.answers)), key=lambda at: len(each.answers[at].text.text)) == right
               for each, right in zip(choices, rights, strict=True))  # fmt: skip
    return long / len(rights), max(map(rights.count, rights)) / len(rights)


@pytest.mark.parametrize("module", TAUGHT)
def test_a_module_has_enough_to_read_and_to_ask(module: str):
    words, questions = ENOUGH[module.split("-")[0]]
    assert sum(map(spoken, (SHIPPED / "lessons" / module).glob("*.md"))) >= words
    assert len(of_module(module)) >= questions


@pytest.mark.parametrize("files", BANKS)
def test_a_test_has_enough_to_choose_from(files: str):
    assert len(bank(files)) >= BANKS[files]


@pytest.mark.parametrize("files", BANKS)
def test_nobody_passes_by_the_form_of_the_answers(files: str):
    questions = bank(files)
    longest, commonest = likeness([one for one in questions if one.kind == CHOICE])
    assert longest <= (0.5 if files.startswith("ace") else 0.4) and commonest <= 0.5
    truths = [next(one.text.text for one in each.answers if one.weight == 100) for each in questions
              if each.kind == TRUTH]  # fmt: skip
    assert len(truths) < 4 or 0 < truths.count(TRUE) < len(truths)


@pytest.mark.parametrize("files", BANKS)
def test_a_wrong_choice_is_told_why(files: str):
    silent = [each.id for each in bank(files) if each.kind in (CHOICE, SEVERAL)
              for one in each.answers if (one.weight or 0) <= 0 and not one.feedback]  # fmt: skip
    assert not silent


@pytest.mark.parametrize("files", [name for name in BANKS if not name.startswith("ace")])
def test_nor_by_their_length_of_whatever_rank(files: str):
    ranks = [by_length(one) for one in bank(files) if one.kind == CHOICE]
    assert max(map(ranks.count, ranks)) / len(ranks) <= 0.5


def test_nothing_is_asked_twice():
    words = Counter(" ".join(one.text.text.split()).casefold() for one in bank("*") if one.asks)
    assert not [text for text, count in words.items() if count > 1]
