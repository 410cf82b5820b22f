"""A trainer writes a programme as text files, and hears what is wrong with them."""

import pytest

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.academy.part import advise
from whiteglove.learning.academy.programme import marked, pieces
from whiteglove.learning.academy.schema import LESSONS, SHAPES, verify_lessons

from .little import MODULES, PARTS

HEAD = "title: One\nabout: It.\nminutes: 5\nquestions:\n  - id: q\n    asks: Which?\n    options:\n"
OPTIONS = "      - {says: This., right: true, because: So.}\n      - {says: That., because: Not so.}\n"


def faults(text: str) -> list[str]:
    node, report = (
        Node({"m": Node({"one": Node(text, "lessons/m/one.md", 1)}, "lessons/m/", 1)}, "lessons/", 1),
        Report(),
    )
    content = SHAPES[LESSONS].check(node, "", report.tell)
    if not report.problems:
        verify_lessons(content, node, report.tell)
    return [str(one) for one in report.problems]


def test_a_lesson_has_keys_above_its_text():
    assert faults(f"---\n{HEAD}{OPTIONS}---\nWords.\n\n::question q\n") == []


@pytest.mark.parametrize(("text", "says"), [
    ("Words alone.", "begin with a line of three dashes"),
    (f"---\n{HEAD}{OPTIONS}---\nNo mark.", "the question q stands among the questions"),
    (f"---\n{HEAD}{OPTIONS.replace('right: true, ', '')}---\n::question q\n", "has no right answer"),
    ("---\ntitle: [\n---\nWords.", "lessons/m/one.md:"),
])  # fmt: skip
def test_what_is_wrong_with_a_lesson_is_said(text: str, says: str):
    assert any(says in one for one in faults(text))


def test_a_text_falls_into_pieces_at_its_questions():
    text = "One.\n\n::question a\n\nTwo.\n"
    assert marked(text) == ["a"]
    assert [question for _, question in pieces(text)] == ["a", ""]


def test_what_a_programme_names_has_to_stand_in_the_pack():
    report, folder = Report(), Node({name: Node("", f"{name}.yaml", 1) for name in PARTS["programmes"]}, "", 1)
    folder.value["modules"] = Node({name: Node("", f"{name}.yaml", 1) for name in MODULES}, "", 1)
    known = PARTS | {"quizzes": {"ethic": {}}, "scenarios": {"lamp": {}}, "achievements": {"small": {}}}
    advise(known | {"behaviours": {"apathy": {}}}, folder, report.tell)
    assert [str(one).partition(": ")[2] for one in report.problems] == [
        "modules.aa-1: aa-1.test: quizzes/ethics.yaml is missing. Did you mean ethic?",
        "little.certificate: achievements/little.yaml is missing.",
        "little.prerequisites: hours: nothing is called ethics. Did you mean ethic?",
        "little.values: no behaviour is called empathy. Did you mean apathy?",
    ]
