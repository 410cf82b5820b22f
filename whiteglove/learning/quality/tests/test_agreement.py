"""Kappa by hand-made cases and by properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.quality.agreement import by_item, cohen, drift, fleiss, graders, wilson

VERDICT = st.sampled_from(["met", "partly", "missed", "na"])
PAIRS = st.lists(st.tuples(VERDICT, VERDICT), min_size=1, max_size=40)
CASES = st.lists(st.lists(VERDICT, min_size=2, max_size=6), min_size=1, max_size=20)


def test_cohens_kappa_of_the_textbook_table():
    # Two readers of 50 proposals: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = cohen(pairs)
    assert found.kappa == pytest.approx(0.4) and found.same == pytest.approx(0.7)
    # By hand: 0.7 of 50 lies within 0.5625 and 0.8090, and half of it is chance.
    assert found.low == pytest.approx(0.125, abs=0.001) and found.high == pytest.approx(0.618, abs=0.001)


@pytest.mark.parametrize(
    ("some", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_range_as_newcombe_printed_it(some, of, low, high):
    """Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I."""
    assert wilson(some / of, of) == pytest.approx((low, high), abs=0.0001)


def test_agreeing_wholly_a_few_times_proves_less_than_many_times():
    few, many = (cohen([("met", "met"), ("missed", "missed")] * n) for n in (2, 50))
    assert few.kappa == many.kappa == few.high == many.high == 1
    # By hand: 4 of 4 lie above 4 / (4 + 1.96²) = 0.5101, 100 of 100 above 0.9630; half is chance.
    assert few.low == pytest.approx(0.020, abs=0.001) and many.low == pytest.approx(0.926, abs=0.001)
    three = fleiss([["met"] * 3, ["missed"] * 3] * 2)
    assert three.kappa == pytest.approx(1) and three.low == pytest.approx(few.low)


def test_every_pair_of_people_weighs_the_same():
    # Three agree, two don't: 6 of 8 pairs (both ways) alike; "met" is 7 of 8 words of pairs, chance is 50 of 64.
    found = fleiss([["met", "met", "met"], ["met", "missed"]])
    assert found.same == 0.75 and found.kappa == pytest.approx(-1 / 7)


def test_fleiss_kappa_of_the_textbook_table():
    # Fourteen raters, ten cases, five categories: the worked example that is widely reprinted.
    rows = [(0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1), (7, 7, 0, 0, 0),
            (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)]  # fmt: skip
    cases = [[str(name) for name, n in enumerate(row) for _ in range(n)] for row in rows]
    assert fleiss(cases).kappa == pytest.approx(0.210, abs=0.001)


@given(PAIRS)
def test_it_doesnt_matter_who_comes_first(pairs):
    one, other = cohen(pairs), cohen([(b, a) for a, b in pairs])
    assert one.kappa == pytest.approx(other.kappa) if one.kappa is not None else other.kappa is None


@given(st.lists(VERDICT, min_size=2, max_size=40).filter(lambda some: len(set(some)) > 1))
def test_whoever_agrees_with_themselves_agrees_wholly(said):
    assert cohen((one, one) for one in said).kappa == pytest.approx(1)
    assert fleiss([one, one, one] for one in said).kappa == pytest.approx(1)


@given(PAIRS)
def test_kappa_stays_within_its_range(pairs):
    found = cohen(pairs)
    assert found.kappa is None or -1 <= found.low <= found.kappa + 1e-9 <= found.high + 2e-9 <= 1 + 2e-9


@given(CASES)
def test_fleiss_doesnt_depend_on_the_order_of_people_or_cases(cases):
    one, other = fleiss(cases), fleiss([case[::-1] for case in cases][::-1])
    assert (one.kappa is None) == (other.kappa is None)
    assert one.kappa is None or one.kappa == pytest.approx(other.kappa)


def test_where_everybody_always_says_the_same_kappa_cant_be_told():
    assert cohen([("met", "met")] * 30).kappa is None and cohen([]).kappa is None
    assert fleiss([["met", "met"]] * 30).same == 1 and fleiss([["met"]]).count == 0


def test_few_judgements_are_too_few():
    assert cohen([("met", "missed")] * 5).too_few(20) and not cohen([("met", "missed")] * 20).too_few(20)


def test_graders_are_compared_with_what_was_settled():
    said = {(1, "a"): {7: "met", 8: "missed"}, (1, "b"): {7: "met", 8: "met"}, (2, "a"): {7: "partly"}}
    mild, strict = graders(said, {(1, "a"): "missed", (1, "b"): "met", (2, "a"): "missed"})
    assert (mild.person, mild.count, mild.same, mild.lenient) == (7, 3, 1, 0.5)
    assert (strict.person, strict.count, strict.same, strict.lenient) == (8, 2, 2, 0)
    assert drift(mild, strict) == -0.5
    assert by_item(said)["a"].count == 1
