"""What is learnt from people's answers, and when it may be used."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.ground.reader.behaviour import Behaviour
from whiteglove.ground.reader.ladder import (
    FOLDS,
    Answers,
    Ladder,
    Rung,
    best_climb,
    best_threshold,
    climb,
    folds,
    shown_by,
)
from whiteglove.ground.reader.reader import Reader
from whiteglove.ground.reader.reading import Message
from whiteglove.ground.reader.rungs import CALIBRATED, RETRAINED, SHIPPED, rung_within_reach

LEAVING = Behaviour(
    id="churn_threat", name="Thinks of leaving", about="Says they will leave", side="customer", group="signal",
    patterns={"en": (r"\bleav(?:e|ing)\b",)},
)  # fmt: skip


def made(count: int, seed: int, noise: float = 0.0) -> Answers:
    """Answers where the truth is in the fourth number, and the rule finds half too much."""
    random = np.random.default_rng(seed)
    truth = random.random(count) < 0.4
    found = truth | (random.random(count) < 0.5)
    told = truth.astype(float) + random.normal(0, 0.1 + noise, count)
    shown = np.stack([found, np.zeros(count), random.normal(size=count), told], axis=1).astype(float)
    return Answers(shown, found, truth, np.arange(count) // 3)


@pytest.mark.parametrize(
    ("answers", "yes", "rung"),
    [(99, 50, SHIPPED), (100, 29, SHIPPED), (100, 30, CALIBRATED), (299, 100, CALIBRATED), (300, 29, SHIPPED),
     (300, 30, RETRAINED), (500, 495, SHIPPED)],
)  # fmt: skip
def test_a_rung_takes_answers_of_both_kinds(answers, yes, rung):
    assert rung_within_reach(answers, yes) == rung


def test_retraining_finds_what_the_rules_cannot_see():
    tried = climb(made(300, 1), RETRAINED)
    assert tried.better and tried.after > 0.95 > tried.before


def test_calibration_alone_cannot_invent_it():
    tried = climb(made(150, 1), CALIBRATED)
    assert len(tried.rung.weights) == 3
    assert tried.after <= tried.before + 0.05


def noisy(width: int) -> Answers:
    """320 answers where the head tells much, and `width` numbers nothing."""
    random = np.random.default_rng(1)
    truth = random.random(320) < 0.4
    head = np.where(truth, 0.6, -0.6) + random.normal(0, 0.9, 320)
    rule = (random.random(320) < np.where(truth, 0.5, 0.2)).astype(float)
    shown = np.column_stack([rule, np.zeros(320), head, random.normal(0, 0.3, (320, width))])
    return Answers(shown, rule > 0, truth, np.arange(320) // 4)


def test_retraining_that_does_worse_than_calibrating_is_not_chosen():
    answers = noisy(40)
    calibrated, retrained = climb(answers, CALIBRATED), climb(answers, RETRAINED)
    assert retrained.better and retrained.after < calibrated.after
    best = best_climb(answers, RETRAINED)
    assert (best.rung.number, best.after) == (CALIBRATED, calibrated.after)


def test_the_best_rung_is_none_that_is_out_of_reach():
    assert best_climb(made(300, 1), RETRAINED).rung.number == RETRAINED
    assert best_climb(made(300, 1), CALIBRATED).rung.number == CALIBRATED


def test_answers_that_mean_nothing_are_not_adopted():
    random = np.random.default_rng(3)
    good = made(300, 3)
    noise = random.normal(size=good.shown.shape)
    truth = good.found ^ (random.random(300) < 0.05)
    assert not climb(Answers(noise, good.found, truth, good.group), RETRAINED).better


def test_the_same_answers_teach_the_same():
    one, two = climb(made(300, 5, 0.3), RETRAINED), climb(made(300, 5, 0.3), RETRAINED)
    assert np.array_equal(one.rung.weights, two.rung.weights) and one.after == two.after


@given(st.integers(30, 120), st.integers(0, 10_000), st.floats(0, 3))
@settings(max_examples=40, deadline=None)
def test_what_is_learnt_is_always_usable(count, seed, noise):
    answers = made(count, seed, noise)
    for number in (CALIBRATED, RETRAINED):
        tried = climb(answers, number)
        assert 0 <= tried.before <= 1 and 0 <= tried.after <= 1
        again = Rung.of_values(tried.rung.as_values())
        scores = again.score(answers.shown)
        assert np.isfinite(scores).all() and ((scores >= 0) & (scores <= 1)).all()
        assert 0 <= again.threshold <= 1


@given(st.lists(st.integers(-5, 40), min_size=1, max_size=80))
def test_a_conversation_is_never_divided(group):
    fold = folds(np.array(group))
    assert set(fold) <= set(range(FOLDS))
    assert all(len({f for f, g in zip(fold, group, strict=True) if g == one}) == 1 for one in set(group))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_no_other_threshold_does_better(pairs):
    scores, truth = np.array([s for s, _ in pairs]), np.array([t for _, t in pairs])
    if not truth.any():
        assert best_threshold(scores, truth) == 0.5
        return

    def f1(threshold: float) -> float:
        said = scores >= threshold
        return 2 * (said & truth).sum() / (said.sum() + truth.sum())

    best = f1(best_threshold(scores, truth))
    assert all(best >= f1(one) - 1e-9 for one in scores)


def test_a_rung_decides_for_its_behaviour_alone_and_keeps_the_words():
    reader = Reader([LEAVING], encoder=None)
    message = Message("customer", "I am leaving the house at nine. I will go to another shop.", language="en")
    assert [one.quote for one in reader.read(message).findings] == ["leaving"]
    never = Rung(CALIBRATED, np.zeros(3), -5.0, 0.5)
    always = Rung(CALIBRATED, np.zeros(3), 5.0, 0.5)
    assert Ladder(reader, {"churn_threat": never}).read(message).findings == ()
    told = Ladder(reader, {"churn_threat": always}).read(message).findings
    assert [(one.quote, one.rung) for one in told] == [
        ("leaving", "calibrated"), ("I will go to another shop.", "calibrated"),
    ]  # fmt: skip


def test_a_rung_of_another_side_or_another_pack_is_silent():
    reader = Reader([LEAVING], encoder=None)
    always = Rung(CALIBRATED, np.zeros(3), 5.0, 0.5)
    ladder = Ladder(reader, {"churn_threat": always, "gone": always})
    assert ladder.read(Message("agent", "We hope you stay with us.", language="en")).findings == ()


def test_without_an_encoder_what_was_retrained_leaves_it_to_the_reader():
    reader = Reader([LEAVING], encoder=None)
    retrained = Rung(RETRAINED, np.zeros(515), 5.0, 0.5)
    told = Ladder(reader, {"churn_threat": retrained}).read(Message("customer", "I am leaving you now.", language="en"))
    assert [one.rung for one in told.findings] == ["rule"]


def test_words_that_leave_no_doubt_are_as_loud_as_a_head():
    sure = replace(LEAVING, surely={"en": (r"\bi am leaving you\b",)}, never={"en": (r"\bleaving for work\b",)})
    reader = Reader([sure], heads=None, encoder=None)

    def head(text: str) -> float:
        message = Message(text=text, side="customer")
        return shown_by(reader, "churn_threat", reader.open(message)[0][0], reader.open(message)[0][1])[2]

    assert head("I am leaving you.") > head("I was leaving.") == 0 > head("I am leaving for work.")
