"""What was handed in is judged by the key, by what stands there, by targets; the best of it fills a portfolio."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.academy.checking import checked, facts_of_deeds, is_met, score_of
from whiteglove.learning.academy.collecting import collected, filled
from whiteglove.learning.academy.lessons import answered, laid_out
from whiteglove.learning.academy.marking import judged, key_of, places, read_marks, written
from whiteglove.learning.academy.noting import telling
from whiteglove.learning.academy.programme import Gate, Item, Module, Programme, programmes_of
from whiteglove.learning.academy.simulating import Served, targets, to_come
from whiteglove.learning.academy.simulating import score_of as score_of_targets
from whiteglove.learning.academy.state import Result

from .little import CASE, LESSON, NINE, PARTS, RIGHT, WRONG

KEY, CHOOSE = key_of(CASE), CASE["choose"]
marks = st.dictionaries(
    st.sampled_from(places(CASE)), st.frozensets(st.sampled_from(CHOOSE), min_size=1), max_size=2
)  # fmt: skip
AIMS = {"resolved": 75, "survey": 4, "documented": 80}


def test_a_note_tells_something_and_not_the_same_of_everybody():
    said: set[str] = set()
    noted = [telling([one], said) for one in (".", "ok ok ok ok ok", "Order 12: lamp sent.", "order 12, LAMP sent")]
    assert noted == [False, False, True, False] and not telling([], said)


def test_the_key_itself_scores_all_and_the_opposite_nothing():
    assert judged(KEY, read_marks(RIGHT, CASE), CHOOSE).score == 100
    assert judged(KEY, read_marks(WRONG, CASE), CHOOSE).score == 0


def test_marking_everything_earns_less_than_reading():
    everything = read_marks([f"1.{at}.{one}" for at in (0, 1) for one in CHOOSE], CASE)
    assert judged(KEY, everything, CHOOSE).score == 67


@given(marks)
def test_marks_are_kept_as_they_are_read(given_marks):
    assert read_marks(written(given_marks), CASE) == given_marks


@given(marks)
def test_f1_is_full_only_for_the_key(given_marks):
    found = judged(KEY, given_marks, CHOOSE)
    assert 0 <= found.score <= 100
    assert (found.score == 100) == (given_marks == KEY)
    assert found.found + found.missed == 2


@given(st.lists(st.text(max_size=12), max_size=20))
def test_marks_that_make_no_sense_are_left_out(given_marks):
    assert set(read_marks(given_marks, CASE)) <= set(places(CASE))


@pytest.mark.parametrize(("one", "values", "met"), [
    ({"is": "High"}, ["high"], True),
    ({"is": "high"}, [], False),
    ({"words": [["address", "street"], ["changed"]]}, ["Changed the ADDRESS."], True),
    ({"words": [["address"], ["changed"]]}, ["The address."], False),
    ({"words": [["4111"]], "none": True}, ["Card 4111"], False),
    ({"none": True}, [], True),
    ({"least": 2}, ["a", "b"], True),
    ({"least": 2}, ["a"], False),
])  # fmt: skip
def test_what_stands_there_is_checked(one: dict, values: list[str], met: bool):
    assert is_met(one, values) == met


@given(st.lists(st.tuples(st.sampled_from(["note", "tag"]), st.text(max_size=5)), max_size=6))
def test_a_check_and_its_opposite_never_agree(deeds):
    facts = facts_of_deeds(deeds, ["Hello"])
    reach = [{"id": "a", "says": "A", "fact": "note"}, {"id": "b", "says": "B", "fact": "note", "none": True}]
    assert score_of(checked(reach, facts)) == 50


@given(st.lists(st.builds(Served, st.text(max_size=3), st.sampled_from(["", "met", "left", "escalated"]),
                          st.integers(0, 5), st.booleans(), st.booleans()), max_size=8))  # fmt: skip
def test_a_simulation_is_passed_when_every_target_is(served):
    found = targets(served, AIMS)
    assert (score_of_targets(found) == 100) == all(one.met for one in found)
    assert 0 <= score_of_targets(found) <= 100


def test_whom_nobody_served_is_neither_resolved_nor_documented():
    served = [Served("a", "met", 5, True), Served("b", "escalated", 4, True, True), Served("c"), Served("d", "left", 2)]
    assert [round(one.reached, 1) for one in targets(served, AIMS)] == [50, 3.7, 50]


QUEUE = [("a", "email"), ("b", "chat"), ("c", "phone"), ("d", "social"), ("e", "phone")]


@pytest.mark.parametrize(
    ("begun", "going", "come"),
    [([], [], ["a", "b", "d"]), (["a", "b", "d"], ["a", "b"], []), (["a", "b", "d"], ["a", "d"], ["c"]),
     (["a", "b", "c", "d"], ["c"], []), (["a", "b", "c", "d"], [], ["e"]), ("abcde", [], [])],
)  # fmt: skip
def test_three_come_at_once_and_nobody_rings_during_a_chat(begun, going, come):
    by_name = dict(QUEUE)
    found = to_come(QUEUE, {(one, by_name[one]) for one in begun}, [(one, by_name[one]) for one in going], 3)
    assert [name for name, _ in found] == come


def test_a_portfolio_takes_the_best_of_each_and_leaves_out_what_was_dropped():
    play = Gate("p", "M", "practice", "Lamps", "", (Item("a", "A"), Item("b", "B"), Item("c", "C")), score=70)
    folio = Gate(
        "f", "M", "portfolio", "Folio", "", (Item("run-1", ""), Item("run-2", "")), own={"samples": {"run": 2}}
    )
    known = {"p": [Result("a", NINE, 70, "run:1"), Result("a", NINE, 90, "run:2"), Result("b", NINE, 80, "run:3"),
                   Result("c", NINE, 75, "run:4"), Result("c", NINE, 60, "run:5")]}  # fmt: skip
    whole = Programme("x", "X", (Module("M", "M", "", 1, (), (play, folio)),), False, {})
    thought = "What I learnt is to ask before I answer anybody."
    found = collected(whole, folio, known, {"run:2": (thought, None), "run:3": ("", NINE)})
    assert [(one.key, one.chosen, one.complete) for one in found] == [
        ("run:2", True, True), ("run:3", False, False), ("run:4", True, False)]  # fmt: skip
    assert [one.item for one in filled(folio, found, "/")] == ["run-1"]
    same = collected(whole, folio, known, {"run:2": (thought, None), "run:3": (f" {thought.upper()}\n", None)})
    assert [(one.key, one.complete) for one in same if one.chosen] == [("run:2", True), ("run:3", False)]


def test_a_lesson_is_laid_out_in_pieces_and_its_html_is_words():
    page = laid_out(LESSON["text"])
    assert [question for _, question in page.parts] == ["q", ""]
    assert [one.anchor for one in page.headings] == ["part-one", "part-two"]
    assert "<b>" not in page.parts[0][0] and "&lt;b&gt;" in page.parts[0][0]


def test_reasons_are_told_for_what_was_chosen():
    question = programmes_of(PARTS)["little"].modules[0].lessons[0].questions["q"]
    assert answered(question, ()).says == ""
    wrong, right = answered(question, [0]), answered(question, [1])
    assert [one.because for one in wrong.options] == ["They can wait.", ""] and not wrong.right
    assert right.right and all(one.because for one in right.options)
