"""The bank of a pack: every mistake is named with file, line and what to do."""

from pathlib import Path

import pytest

from whiteglove.ground.packs.reading import read
from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.learning.quizzes.schema import bank_of

PACK = 'id: ours\nname: Ours\nversion: "1.0"\nabout: Ours.\n'
QUIZ = "id: first\nname: First\nabout: x\npass: 80\ndraw:\n  - {of: [tone], count: 2}\n"
HEADED = "// ---\n// module: ACE-CSP-101\n// level: 2\n// tags: [tone]\n// format: markdown\n// ---\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "pack.yaml").write_text(PACK)
    (tmp_path / "questions" / "deep").mkdir(parents=True)
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "first.yaml").write_text(QUIZ)
    return tmp_path


def problems(pack: Path) -> list[str]:
    with pytest.raises(PackError) as refused:
        read(pack, strictly=True)
    return [str(one) for one in refused.value.problems]


def test_what_the_header_says_holds_for_every_question(pack):
    two = "\n// [id:one] [tag:x]\nA {T}\n\n// [id:two] [level:1]\n[html]B {F}\n"
    (pack / "questions" / "deep" / "a.gift").write_text(HEADED + two)
    bank = bank_of(read(pack, strictly=True).content["parts"]["questions"])
    assert bank["one"].labels == {"tone", "x", "ACE-CSP-101"}
    assert [(one.level, one.text.format) for one in bank.values()] == [(2, "markdown"), (1, "html")]


@pytest.mark.parametrize(
    ("text", "says"),
    [("A {T}", "questions/a.gift:1: A: it has no id"),
     ("// [id:A b]\nA {T}", "questions/a.gift:2: A b: “A b” isn't an id"),
     ("// [id:a]\nA {T}\n\n// [id:a]\nB {T}", "questions/a.gift:5: a: “a” stands on line 2 already."),
     ("// [id:a]\nA {=a->b =a->c}", "left of two pairs"), ("// [id:a]\nA {#=%50%3}", "no answer counts 100 %"),
     ("// [id:a]\nA {=a->b =a->c}", "on the left of two pairs"), ("// [id:a]\nA {#=%50%3}", "no answer counts 100 %"),
     ("// [id:a]\nA {=b", "questions/a.gift:2: a brace is opened"),
     ("// ---\n// modul: X\n// ---\n", "questions/a.gift:2: modul: nothing is called modul here."),
     ("// [id:a] [tag:tone]\nA {T}", "1 question too few")],
)  # fmt: skip
def test_mistakes_are_named_with_file_and_line(pack, text, says):
    (pack / "questions" / "a.gift").write_text(text)
    assert any(says in one for one in problems(pack)), problems(pack)


def test_one_id_in_two_files_is_a_mistake(pack):
    for name in "ab":
        (pack / "questions" / f"{name}.gift").write_text("// [id:one]\nA {T}\n")
    assert any("stands in a already" in one for one in problems(pack))


def test_a_quiz_names_questions_that_are_there(pack):
    (pack / "questions" / "a.gift").write_text("// [id:one]\nA {T}\n")
    (pack / "quizzes" / "first.yaml").write_text(QUIZ.replace("of: [tone], count: 2", "questions: [onne]"))
    assert any("no question is called onne. Did you mean one?" in one for one in problems(pack))
