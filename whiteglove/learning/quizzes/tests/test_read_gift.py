"""GIFT is read as Moodle reads it, written so that it reads back the same, and faults are named with their line."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.quizzes.bank.gift import parse
from whiteglove.learning.quizzes.bank.gift_writing import write
from whiteglove.learning.quizzes.bank.grading import span_among
from whiteglove.learning.quizzes.bank.question import Question, as_content, from_content
from whiteglove.learning.quizzes.tests.made_up import questions

LABELLED = r"""
$CATEGORY: Service/Words

// [id:a.one] [tag:tone] [tag:a \] b] [row:G17] [level:2]
// a remark
::Who's there::Say \{hello\} \: how?{
=Hello#Yes!
~%-50%Hey you#Not quite
~[html]<b>nothing</b>

~later
####so \n it is
}
// [id:two]
::Two::Is it so? {F#no#yes}
"""


def only(text: str) -> Question:
    sheet = parse(text)
    assert not sheet.faults, sheet.faults
    (found,) = sheet.questions
    return found


def test_labels_weights_feedback_formats_escapes_and_empty_lines_inside_braces():
    one, two = parse(LABELLED).questions
    assert (one.id, one.tags, one.rows, one.level, one.category, one.line) == (
        "a.one", ("tone", "a ] b"), ("G17",), 2, "Service/Words", 6
    )  # fmt: skip
    assert (one.title, one.text.text, one.general.text) == ("Who's there", "Say {hello} : how?", "so \n it is")
    assert [(each.text.text, each.weight, each.feedback.text) for each in one.answers] == [
        ("Hello", 100, "Yes!"), ("Hey you", -50, "Not quite"), ("<b>nothing</b>", None, ""), ("later", None, ""),
    ]  # fmt: skip
    assert one.answers[2].text.format == "html"
    assert (two.id, two.kind, [each.weight for each in two.answers]) == ("two", "truth", [0, 100])
    assert [each.feedback.text for each in two.answers] == ["no", "yes"]


@pytest.mark.parametrize(
    ("inside", "kind"),
    [("", "essay"), ("T", "truth"), ("FALSE#x", "truth"), ("=a ~b", "choice"), ("~%50%a ~%50%b ~c", "several"),
     ("=a =%50%b", "short"), ("=a->b =c -> d", "match"), ("#3", "number"), ("#=3:1 =%50%1..9 ~#no", "number"), 
     ("####only feedback", "essay"), ("#3:2~#no", "number")],
)  # fmt: skip
def test_the_braces_say_of_which_kind_a_question_is(inside, kind):
    assert only(f"How? {{{inside}}}").kind == kind


def test_a_missing_word_keeps_what_follows_it():
    one = only("Refunds go to {~Zed =Ada} first.")
    assert (one.text.text, one.tail.text) == ("Refunds go to", "first.")


def test_numbers_have_a_tolerance_or_a_range():
    spans = only("How many? {#=3:2 =%50%1,5..9 ~*#no}").spans
    assert [(one.how, one.first, one.second, one.weight) for one in spans] == [
        ("near", 3, 2, 100), ("between", 1.5, 9, 50), ("any", 0, 0, 0)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [("\nHow {=a\n\n::T::ok{T}", 2, "opened and not closed"), ("How =a}", 1, "closed and not opened"),
     ("How {=a} {=b}", 1, "more than one pair"), ("How {a =b}", 1, "begin with ="), ("{T}", 1, "no question before"),
     ("x {=%200%a ~b}", 1, "between -100 and 100"), ("x {#abc}", 1, "isn't a number"), ("x {#5..1}", 1, "before it"),
     ("x {= ~b}", 1, "empty"), ("// [level:7]\nx {T}", 2, "level"), ("// ---\n// a: b\n\nx {T}", 1, "don't end")],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_line(text, line, says):
    fault = parse(text).faults[0]
    assert fault.line == line
    assert says in fault.says


def test_the_rest_of_a_file_is_read_where_one_question_is_broken():
    sheet = parse("broken { =a\n\n::b::whole {T}\n")
    assert [one.title for one in sheet.questions] == ["b"]


def test_the_comment_at_the_top_is_about_the_whole_file():
    sheet = parse("// ---\n// module: ACE-CSP-101\n// level: 2\n// ---\n\nHow? {T}")
    assert (sheet.header, sheet.header_line) == ("module: ACE-CSP-101\nlevel: 2", 2)
    assert len(sheet.questions) == 1


@given(st.lists(questions, min_size=1, max_size=3).map(lambda many: sorted(many, key=lambda one: one.category)))
def test_what_is_written_reads_back_the_same(many):
    sheet = parse(write(many))
    assert not sheet.faults
    assert [replace(one, line=0) for one in sheet.questions] == many


@given(questions)
def test_what_the_bank_keeps_is_the_whole_question(one):
    assert from_content(as_content(one)) == one


@given(st.text(st.sampled_from("{}=~#:%\\ \n/->ab1.$[]T"), max_size=80))
def test_no_text_upsets_it(anything):
    parse(anything)


@pytest.mark.parametrize(
    "text",
    ["x {=" + "~a" * 500 + "}", "x {#1e999}", "// ---\n" + "\n" * 70_000, "x {T}" + " " * 2_000_001],
    ids=["answers", "number", "lines", "characters"],
)
def test_a_file_has_its_bounds(text):
    assert parse(text).faults


def test_an_answer_beyond_any_number_is_no_answer():
    assert span_among(only("How many? {#4}"), "1e999") is None
