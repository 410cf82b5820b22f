"""Marks beside a key, and why somebody doesn't get on: pure."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.academy.cohort import MEANWHILE, OURS, QUIET, THEIRS, lines, what_keeps
from whiteglove.learning.academy.marking import read_marks
from whiteglove.learning.academy.programme import Gate, Item, Module, Programme
from whiteglove.learning.academy.reading import EXTRA, OPEN, RIGHT, compared, key_opens, missed_in, to_mark
from whiteglove.learning.academy.state import Facts, Result, Signed, standing

from .little import CASE, NINE
from .little import RIGHT as KEY

pytestmark = pytest.mark.engineless
NAMED = {"empathy": {"name": "Empathy", "about": "Feels with them."}}


def tones(marks: list[str], opened: bool) -> list[str]:
    said = compared(CASE, read_marks(marks, CASE), NAMED, opened)
    return [mark.tone for message in said for sentence in message.sentences for mark in sentence.marks]


def test_each_sentence_of_ours_offers_what_may_be_chosen():
    theirs, ours = to_mark(CASE, read_marks(["1.0.empathy"], CASE), NAMED)
    assert not theirs.sentences[0].marks
    assert [(mark.value, mark.name, mark.given) for mark in ours.sentences[0].marks] == [
        ("1.0.empathy", "Empathy", True), ("1.0.timeline", "timeline", False),
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["1.0.empathy", "1.0.timeline", "1.1.empathy", "1.1.timeline"]), unique=True))
def test_a_closed_key_tells_neither_what_was_missed_nor_what_was_right(marks):
    assert tones(marks, opened=False) == [OPEN] * len(marks)
    assert tones(marks, opened=True).count(RIGHT) == len(set(marks) & set(KEY))
    assert tones(marks, opened=True).count(EXTRA) == len(set(marks) - set(KEY))
    assert bool(missed_in(CASE, read_marks(marks, CASE))) == (not set(KEY) <= set(marks))


def test_a_key_opens_when_it_can_no_longer_be_copied():
    assert [key_opens(True, 2), key_opens(False, 0), key_opens(False, None), key_opens(False, 1)] == [
        True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("known", "why"), [
    ({"asked": True}, ("a sign-off", MEANWHILE)),
    ({"appealed": True}, ("a second look", MEANWHILE)),
    ({"asked": True, "stuck": "A letter: waits for a sign-off"}, ("A letter: waits for a sign-off", OURS)),
    ({"at": NINE + QUIET, "asked": True}, ("No step for 14 days", THEIRS)),
    ({"at": NINE + QUIET - timedelta(minutes=1)}, ("", MEANWHILE)),
])  # fmt: skip
def test_what_keeps_somebody(known, why):
    nothing = {"stuck": "", "asked": False, "appealed": False, "moved_at": NINE, "at": NINE}
    assert what_keeps(**nothing | known) == why


def test_stuck_is_only_who_has_nothing_left_to_do():
    word = Gate("m.a", "M", "sign_off", "A word", "", (), signed=True)
    test = Gate("m.b", "M", "quiz", "A test", "", (Item("t", "T"),), score=80)
    programme = Programme("p", "P", (Module("M", "M", "", 1, (), (word, test)),), True, {})
    asked, passed = {"m.a": Facts(signed=(Signed(NINE),))}, {"m.b": Facts((Result("t", NINE, 90),))}
    found = [standing(programme, known, (), NINE).stuck for known in (asked, asked | passed)]
    assert found == ["", "A word: waits for a sign-off"]


def test_a_table_without_rows_still_names_its_columns():
    assert next(lines([])).startswith("person,module")
