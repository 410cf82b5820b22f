"""What a form asks is data: written a line each, read back the same, and said in its reader's language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.channels.form import tongue
from whiteglove.service.channels.form.doubts import doubt
from whiteglove.service.channels.form.questions import (
    FIRST,
    KINDS,
    Question,
    When,
    Wrong,
    asked_of,
    example,
    fits,
    kinds_of,
    read,
    written,
)

pytestmark = pytest.mark.engineless


def test_a_line_is_a_question():
    assert read("Order number | text | required | like WN-######\n\nSize | choice | small, large\nWhy?") == [
        Question("Order number", "text", True, "WN-######"),
        Question("Size", "choice", choices=("small", "large")),
        Question("Why?"),
    ]


HANGING = "New? | yes/no\nWhy is it is? | choice | it is, no | if new? is yes\nHow? | if Why is it is? is it is"


def test_a_question_hangs_on_the_answer_to_an_earlier_one():
    first, second, third = read(HANGING)
    assert (second.when, third.when) == (When("New?", "Yes"), When("Why is it is?", "it is"))
    said = {"New?": "Yes", "Why is it is?": "it is"}
    assert asked_of(read(HANGING), said) == [first, second, third]
    assert asked_of(read(HANGING), said | {"New?": "No"}) == [first]


def test_what_was_kept_before_questions_could_hang_is_read():
    old = {"label": "Size", "type": "choice", "required": False, "like": "", "choices": ["s", "l"]}
    assert kinds_of({"kinds": {"other": {"questions": [old]}}})[0].questions[0].when is None


@pytest.mark.parametrize("text", [*FIRST.values(), HANGING, "A | choice | x, y | required", "B | yes/no | required"])
def test_what_was_written_is_read_back_the_same(text):
    assert read(written(read(text))) == read(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Good?\n| text", "Line 2"),
        ("Size | choice", "names its answers"),
        ("Size | choice | one", "two to"),
        ("When | date | like ##", "only text"),
        ("What | sometimes", "isn't one of"),
        ("Same\nSame", "the same"),
        ("New? | yes/no\nWhy? | if New? is perhaps", "Line 2: “if New"),
        ("Why? | if New? is Yes\nNew? | yes/no", "no earlier"),
        ("\n".join(f"Question {n}" for n in range(13)), "at most"),
    ],
)
def test_a_line_that_cannot_be_understood_says_why(text, why):
    with pytest.raises(Wrong, match=why):
        read(text)


@given(st.text(max_size=200))
def test_no_words_break_the_reader(text):
    try:
        found = read(text)
    except Wrong:
        return
    assert read(written(found)) == found


@pytest.mark.parametrize(
    ("answer", "held"),
    [("WN-123456", True), ("wn-123456", True), ("WN-12345", False), ("WN-1234567", False), ("XX-123456", False)],
)
def test_an_order_number_looks_like_its_mask(answer, held):
    assert fits(answer, "WN-######") is held
    assert fits(example("WN-######"), "WN-######")


def test_the_signs_of_a_mask_mean_themselves():
    assert fits("a.(b)+", "?.(?)+")
    assert not fits("axxb", "?.(?)+")


def test_a_form_without_kinds_still_asks():
    assert [one.key for one in kinds_of({})] == ["other"]


@pytest.mark.parametrize("language", sorted(tongue.tongues.known))
def test_every_language_says_everything_with_the_same_blanks(language):
    def blanks(lines: dict) -> dict:
        return {name: sorted(re.findall(r"{\w*}", line)) for name, line in lines.items()}

    assert blanks(tongue.tongues.lines(language)) == blanks(tongue.tongues.lines("en"))


def test_the_questions_we_propose_speak_every_language():
    for one in (question for text in FIRST.values() for question in read(text)):
        assert tongue.label_of(one.label, tongue.says("fr")) != one.label
    assert tongue.label_of("Your own question", tongue.says("fr")) == "Your own question"
    assert all(f"kind_{key}" in tongue.says("ar") for key in KINDS)


LINKS = "see https://a.example and www.b.example and http://c.example"


@pytest.mark.parametrize(
    ("about", "held"),
    [
        ({"text": LINKS}, True),
        ({"text": LINKS, "known": True}, False),
        ({"text": "see https://a.example and https://b.example"}, False),
        ({"headline": "Cheap www.a.example"}, True),
        ({"headline": "Cheap www.a.example", "known": True}, True),
        ({"trap": "http://x"}, True),
        ({"trap": "x", "known": True}, True),
    ],
)
def test_what_no_customer_does_is_doubted(about, held):
    assert bool(doubt(**{"trap": "", "headline": "", "text": "", "known": False} | about)) is held
