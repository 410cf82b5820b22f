"""What a track asks is judged by the conditions that levels and roles use too."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from whiteglove.learning.academy import asking
from whiteglove.learning.academy.programme import Gate, Item, Lesson, Module, Programme
from whiteglove.learning.requirements.conditions import Of, Passed, Times, named

ITEMS = tuple(Item(f"one-{number}", f"One {number}") for number in range(4))


def gate(need: int = 0, score: int = 70) -> Gate:
    return Gate("m-1.gate", "M-1", "quiz", "A gate", "", ITEMS, score, need, wait=timedelta())


def test_a_gate_asks_for_each_of_its_items_at_its_score():
    asked = asking.of_gate(gate(need=2))
    assert isinstance(asked, Of) and asked.least == 2
    assert set(asked.of) == {Passed(one.id, 70, called=one.name) for one in ITEMS}


@given(some.integers(0, 4), some.integers(0, 100), some.lists(some.integers(0, 100), max_size=4))
def test_a_gate_is_met_once_enough_items_reach_its_score(need: int, score: int, given_scores: list[int]):
    one = gate(need, score)
    scores = {item.id: given for item, given in zip(ITEMS, given_scores, strict=False)}
    reached = sum(each >= score for each in scores.values())
    assert asking.scored(asking.of_gate(one), scores) == (reached >= (need or 4))


def test_a_module_asks_for_its_lessons_and_gates_and_a_lesson_is_no_gate():
    lesson = Lesson("m-1.gate", "A lesson", "", 5, "")
    module = Module("M-1", "A module", "", 1, (lesson,), (gate(),))
    asked = asking.of_module(module)
    assert all(isinstance(one, Times) for one in asked.of) and len(set(named(asked))) == 2
    assert not asking.completed(asked, {"m-1.gate"})
    assert asking.completed(asked, {"m-1.gate", asking.lesson("m-1.gate")})
    programme = Programme("p", "P", (module,), True, {})
    assert not asking.completed(asking.of_programme(programme), ())
    assert asking.completed(asking.of_programme(programme), {"M-1"})
