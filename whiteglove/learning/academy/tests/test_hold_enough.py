"""What a module teaches is enough to read, and what it asks can't be passed by looking at the form of the answers."""

from pathlib import Path

import pytest

from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.quizzes.bank.question import CHOICE, SEVERAL, TRUE, TRUTH, Question
from whiteglove.learning.quizzes.schema import questions_in
from whiteglove.learning.standards.actions import SHIPPED

WORDS, QUESTIONS = 1500, 40
TAUGHT = sorted(folder.name for folder in (SHIPPED / "lessons").iterdir())


def asked(module: str) -> list[Question]:
    file = SHIPPED / "questions" / f"{module}.gift"
    return questions_in(Node(file.read_text(), file.name, 1), lambda *_: None)


def spoken(lesson: Path) -> int:
    return len(lesson.read_text().split("\n---\n", 1)[1].split())


def likeness(choices: list[Question]) -> tuple[float, float]:
    """How often the longest answer is the right one, and the share of the commonest place of right answers."""
    rights = [next(at for at, one in enumerate(each.answers) if one.weight == 100) for each in choices]
    long = sum(max(range(len(each.answers)), key=lambda at: len(each.answers[at].text.text)) == right
               for each, right in zip(choices, rights, strict=True))  # fmt: skip
    return long / len(rights), max(map(rights.count, rights)) / len(rights)


@pytest.mark.parametrize("module", TAUGHT)
def test_a_module_has_enough_to_read_and_to_ask(module: str):
    assert sum(map(spoken, (SHIPPED / "lessons" / module).glob("*.md"))) >= WORDS
    assert len(asked(module)) >= QUESTIONS


@pytest.mark.parametrize("module", TAUGHT)
def test_nobody_passes_by_the_form_of_the_answers(module: str):
    bank = asked(module)
    longest, commonest = likeness([one for one in bank if one.kind == CHOICE])
    assert longest <= 0.5 and commonest <= 0.5
    truths = [next(one.text.text for one in each.answers if one.weight == 100) for each in bank if each.kind == TRUTH]
    assert 0 < truths.count(TRUE) < len(truths)


@pytest.mark.parametrize("module", TAUGHT)
def test_a_wrong_choice_is_told_why(module: str):
    silent = [each.id for each in asked(module) if each.kind in (CHOICE, SEVERAL)
              for one in each.answers if (one.weight or 0) <= 0 and not one.feedback]  # fmt: skip
    assert not silent
