"""Codes die soon, and questions are read as they were written."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from whiteglove.learning.gatherings import codes, questions

NINE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TEXT = "\n\n".join(
    ["What comes first?\n- The rule\n* The person\n- A link", "And then?\n* A question\n- A link\n- A rule",
     "Last?\n- No\n* Yes\n- Both"]
)  # fmt: skip


@given(some.integers(0, 10**7), some.integers(0, 10**4))
def test_a_code_holds_for_a_while_and_is_dead_within_three_minutes(begin, later):
    shown, asked = NINE + timedelta(seconds=begin), NINE + timedelta(seconds=begin + later)
    code = codes.code_at("a secret", shown)
    if later < codes.SECONDS:
        assert codes.is_code("a secret", code.upper().replace(" ", "-"), asked)
    if later >= 2 * codes.SECONDS and code not in (codes.code_at("a secret", asked - timedelta(seconds=each))
                                                   for each in (0, codes.SECONDS)):  # fmt: skip
        assert not codes.is_code("a secret", code, asked)


def test_a_code_is_neither_of_another_room_nor_of_the_time_to_come():
    code = codes.code_at("a secret", NINE)
    assert not codes.is_code("another", code, NINE)
    assert not codes.is_code("a secret", codes.code_at("a secret", NINE + timedelta(hours=1)), NINE)
    assert not codes.is_code("a secret", "", NINE) and not codes.is_code("a secret", "é" * 999, NINE)


def test_questions_come_back_as_they_were_written():
    found = questions.read(TEXT)
    assert questions.written(found) == TEXT
    assert questions.all_right(found, {0: 1, 1: 0, 2: 1})
    assert not questions.all_right(found, {0: 1}) and not questions.all_right([], {})


@pytest.mark.parametrize("text", [
    "- An answer first", "Only one?\n* Yes\n- No", "Two right?\n* a\n* b\nMore?\n* a\n- b", "None right?\n- a\n- b",
    "\n\n".join(["Many?\n* a\n- b"] * 11), "\n\n".join(["Guessed?\n* a\n- b"] * 4),
])  # fmt: skip
def test_what_is_no_question_is_refused_in_words(text):
    with pytest.raises(questions.Unclear):
        questions.read(text)
    assert questions.read("") == []


@given(some.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    try:
        for one in questions.read(text):
            assert 0 <= one["right"] < len(one["answers"])
    except questions.Unclear:
        pass
