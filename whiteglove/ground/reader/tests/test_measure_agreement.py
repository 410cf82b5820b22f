"""How well verdicts agree with labels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.reader.corpus import parse
from whiteglove.ground.reader.evaluate import agreement, evaluate
from whiteglove.ground.reader.measures import counted, interval

TEXT = """\
# retail-001 chat solved
C: This is outrageous! [emotion.angry]
A: I'm so sorry. I apologise. [apology]
-: Thank you. [thanks]
-: Bye.
"""


def verdicts(*said: int) -> np.ndarray:
    return np.array(said, bool)


def test_the_measures_of_a_known_table():
    counts = counted(verdicts(1, 1, 1, 0, 0, 0, 0, 0), verdicts(1, 1, 0, 1, 1, 0, 0, 0))
    assert (counts.hit, counts.extra, counts.missed, counts.neither) == (2, 1, 2, 3)
    assert counts.precision == pytest.approx(2 / 3) and counts.recall == pytest.approx(0.5)
    assert counts.f1 == pytest.approx(4 / 7) and counts.kappa == pytest.approx(0.25)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 5)), min_size=1, max_size=60))
def test_the_interval_holds_within_0_and_1_and_is_the_same_every_time(rows):
    said, labels, groups = (np.array(column) for column in zip(*rows, strict=True))
    low, high = interval(said.astype(bool), labels.astype(bool), groups)
    assert 0 <= low <= high <= 1
    assert (low, high) == interval(said.astype(bool), labels.astype(bool), groups)


def test_a_reader_that_reads_like_the_labels_scores_in_full(reader):
    scores = {one.behaviour: one for one in evaluate(reader, list(parse(TEXT.splitlines())))}
    assert {name: scores[name].counts.f1 for name in ("emotion.angry", "apology", "thanks")} == {
        "emotion.angry": 1, "apology": 1, "thanks": 1,
    }  # fmt: skip
    assert not any(name.startswith("data.") for name in scores)


def test_two_labellings_are_compared_where_both_have_the_conversation(reader):
    first, second = list(parse(TEXT.splitlines())), list(parse(TEXT.replace("[thanks]", "").splitlines()))
    scores = {one.behaviour: one.counts for one in agreement(reader, first, second)}
    assert scores["apology"].f1 == 1 and scores["thanks"].f1 == 0
    assert all(one.counts.labelled == 0 for one in agreement(reader, first, []))
