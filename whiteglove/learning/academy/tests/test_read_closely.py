"""Marks beside a key, and why somebody doesn't get on: pure."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.academy.cohort import QUIET, lines, why_stuck
from whiteglove.learning.academy.marking import read_marks
from whiteglove.learning.academy.reading import EXTRA, MISSED, RIGHT, compared, key_opens, missed_in, to_mark

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
def test_a_closed_key_never_tells_what_was_missed(marks):
    assert MISSED not in tones(marks, opened=False)
    assert tones(marks, opened=True).count(RIGHT) == len(set(marks) & set(KEY))
    assert tones(marks, opened=True).count(EXTRA) == len(set(marks) - set(KEY))
    assert bool(missed_in(CASE, read_marks(marks, CASE))) == (not set(KEY) <= set(marks))


def test_a_key_opens_when_it_can_no_longer_be_copied():
    assert [key_opens(True, 2), key_opens(False, 0), key_opens(False, None), key_opens(False, 1)] == [
        True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("known", "why"), [
    ({"asked": True, "stuck": "x"}, ("Waits for a sign-off", True)),
    ({"appealed": True}, ("Waits for a second look", True)),
    ({"stuck": "A test: no attempts left"}, ("A test: no attempts left", True)),
    ({"at": NINE + QUIET}, ("No step for 14 days", False)),
    ({"at": NINE + QUIET - timedelta(minutes=1)}, ("", False)),
])  # fmt: skip
def test_why_somebody_does_not_get_on(known, why):
    nothing = {"stuck": "", "asked": False, "appealed": False, "moved_at": NINE, "at": NINE}
    assert why_stuck(**nothing | known) == why


def test_a_table_without_rows_still_names_its_columns():
    assert next(lines([])).startswith("person,module")
