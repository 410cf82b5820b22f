"""What holds for every simulated customer, whatever anybody says or does to them."""

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.learning.practice import engine, keeping
from whiteglove.learning.practice.engine.play import MOST_TURNS, answer, begin, leave, play
from whiteglove.learning.practice.engine.scoring import score
from whiteglove.learning.practice.engine.state import GAVE_UP, MET, OVER, Deed, Heard, Sentence
from whiteglove.learning.practice.engine.survey import survey
from whiteglove.learning.practice.engine.weighing import FAULTS, WARMTH

from .lamp import case, turn

pytestmark = pytest.mark.engineless

TEXTS = st.sampled_from([
    "Could you tell me the order number?", "Since when does it flicker?", "Which bulb is in it?", "Is it a blue one?",
    "I have refunded it for you.", "You have the money back in three days.", "It goes to 8 Mill Lane.",
    "I'm sorry to hear that.", "order refund money days bulb lane", "Is there anything else?", "Goodbye.",
])  # fmt: skip
SHOWN = st.dictionaries(
    st.sampled_from([*FAULTS, *WARMTH, "question", "question.open", "anything_else", "farewell", "working"]),
    st.just("words"),
    max_size=4,
)
DEEDS = st.builds(
    Deed, st.sampled_from(["refund", "verify", "replace", "escalate", "note", "solve", "dance"]),
    st.sampled_from(["", "10.00", "20.5", "30", "7"]),
)  # fmt: skip
TURNS = st.builds(
    Heard, st.lists(st.builds(Sentence, TEXTS, SHOWN), max_size=4).map(tuple), st.lists(DEEDS, max_size=2).map(tuple),
    st.sampled_from([5, 60, 400]),
)  # fmt: skip
PLAYS = st.lists(TURNS, max_size=9)
FEW = settings(max_examples=40)
SEEDS = st.integers(0, 50)
CHANNELS = st.sampled_from(["chat", "email", "phone", "social"])


@FEW
@given(PLAYS, SEEDS, CHANNELS)
def test_the_same_seed_and_words_replay_to_the_byte(turns, seed, channel):
    once, again = (play(case(seed, channel), turns) for _ in range(2))
    assert repr(once.turns) == repr(again.turns)
    assert repr(play(case(seed, channel), once.inputs[:3]).turns) == repr(once.turns[:4])


@FEW
@given(PLAYS, SEEDS, CHANNELS)
def test_a_fact_is_told_only_once_it_was_asked(turns, seed, channel):
    run = play(case(seed, channel), turns)
    for fact in run.case.facts:
        told = next((one.number for one in run.turns if any(line in one.said for line in fact.says)), None)
        learned = next((one.number for one in run.turns if fact.id in one.learned), None)
        assert told is None or (learned is not None and told >= learned)


@FEW
@given(PLAYS, SEEDS)
def test_every_change_of_mood_trust_and_patience_has_its_reason(turns, seed):
    run = play(case(seed), turns)
    for before, after in zip(run.turns, run.turns[1:], strict=False):
        assert after.state.mood - before.state.mood == sum(one.mood for one in after.moves)
        assert after.state.trust - before.state.trust == sum(one.trust for one in after.moves)
        assert 0 <= after.state.mood <= 100 and 0 <= after.state.trust <= 100


@FEW
@given(PLAYS, SEEDS)
def test_it_ends_once_and_only_when_met_given_up_or_handed_over(turns, seed):
    run = play(case(seed), turns)
    assert len(run.turns) <= MOST_TURNS + 1
    assert [one.state.stage for one in run.turns[:-1]].count(OVER) == 0
    assert answer(run, turn("Hello?")) is run or not run.state.is_over
    if run.state.ending == MET:
        assert not run.state.open and "money" in run.state.settled
    if run.state.ending == GAVE_UP:
        assert run.state.open


@FEW
@given(PLAYS, SEEDS)
def test_the_survey_and_the_score_follow_from_what_happened(turns, seed):
    run = leave(play(case(seed), turns))
    asked, scored = survey(run), score(run)
    assert 0 <= scored.total <= 100
    assert asked.score >= 3 if run.ending == MET else asked.score <= 4
    if run.ending == GAVE_UP:
        assert asked.score == 1 and not scored.passed
    if "money" not in run.state.settled and run.ending != "escalated":
        assert not scored.passed


def test_it_never_tells_what_it_does_not_know():
    run = answer(begin(case()), turn(("Which bulb is in it?", "question")))
    assert "No idea about bulbs." in run.turns[-1].said


def test_a_question_that_was_answered_costs_goodwill():
    asks = ("What is the order number?", "question")
    run = play(case(), [turn(asks), turn(("And which order was it?", "question"))])
    assert [one.kind for one in run.turns[-1].moves] == ["asked_again", "no_progress"]
    assert "<reask" in run.turns[-1].said and "111" in " ".join(run.case.facts[0].says) + run.turns[-1].said


def test_what_is_said_to_be_done_and_is_not_costs_trust():
    run = play(case(), [turn(("Which order?", "question")), turn(("I have refunded it, three days.", "done"))])
    assert [one.kind for one in run.turns[-1].marks] == ["too_soon", "untrue"]
    assert run.turns[-1].state.trust < run.turns[-2].state.trust - 15


def test_the_right_amount_and_the_date_settle_it():
    amount = case().values["amount"]
    run = play(
        case(),
        [turn(("Which order is it?", "question")),
         turn("You have the money in three days.", do=(f"refund {amount} €",)), turn(("Goodbye.", "farewell"))],
    )  # fmt: skip
    assert run.ending == MET and run.turns[2].settled == ("money",)


def test_another_amount_does_not():
    run = play(case(), [turn(("Which order?", "question")), turn("The money is there in days.", do=("refund 999",))])
    assert [one.kind for one in run.turns[-1].marks] == ["wrong", "too_soon"] and not run.state.settled


def test_what_is_protected_must_wait_for_the_check():
    run = answer(begin(case()), turn("It is sent to 8 Mill Lane."))
    assert [one.kind for one in run.turns[-1].marks] == ["breach"]
    assert score(run).total <= 35


def test_some_ask_for_a_manager_before_they_go():
    run = play(case(), [turn(("Calm down.", "fault.dismissive", "fault.blame"))] * 2)
    assert run.state.asked_manager and "<manager" in run.turns[-1].said


def test_on_the_phone_it_rings_first():
    run = begin(case(channel="phone"))
    assert run.turns[0].said == ""
    assert answer(run, turn(("Hello, Ada here.", "greeting"))).turns[-1].said in case().opening["written"]


def test_the_engine_knows_no_django_no_clock_and_no_chance():
    for file in Path(engine.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not {one.split(".")[0] for one in names} & {"django", "time", "datetime", "random"}, file
            assert not any(".service" in one or "models" in one for one in names), file


@settings(max_examples=25)
@given(st.lists(TURNS, max_size=6), st.integers(1, 9))
def test_what_is_remembered_of_a_run_is_what_playing_it_anew_gives(inputs, seed):
    asked, remembers = case(seed), keeping.Folds(most=3)
    entries = [keeping.kept(one) for one in play(asked, inputs).turns[1:]]
    for upto in (*range(len(entries) + 1), 1, len(entries)):
        assert remembers.replayed(asked, entries[:upto]) == keeping.replayed(asked, entries[:upto])


def test_a_turn_costs_one_turn_however_many_came_before(monkeypatch):
    asked, remembers, played = case(), keeping.Folds(), []
    entries = [keeping.kept(one) for one in play(asked, [turn("Hello there, Cleo.")] * 3).turns[1:]]
    remembers.replayed(asked, entries[:-1])
    monkeypatch.setattr(keeping.play, "answer", lambda run, heard: played.append(heard) or answer(run, heard))
    remembers.replayed(asked, entries)
    remembers.replayed(asked, entries)
    assert len(played) == 1
