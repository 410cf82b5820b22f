"""Steps tick themselves from what is said and done, or by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.playbooks.steps import ByHand, Happened, Said, events_in, progress

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLAYBOOK = {
    "id": "moving", "name": "Moving", "says": "…",
    "steps": [
        {"id": "ask", "name": "Ask", "do": "…", "why": "…", "ticks": {"we": ["question"], "they": ["accepts"]}},
        {"id": "prove", "name": "Prove", "do": "…", "why": "…", "since": "start",
         "ticks": {"events": ["customer.verified"]}},
        {"id": "think", "name": "Think", "do": "…", "why": "…"},
    ],
    "ways": [{"id": "name", "name": "Name", "do": "…", "why": "…", "ticks": {"we": ["name_used"]}}],
}  # fmt: skip


def said(behaviour: str, minute: int, ours: bool = True, message: int = 1, quote: str = "") -> Said:
    return Said(behaviour, message, quote or behaviour, NINE + timedelta(minutes=minute), ours)


def done(*said_words: Said, events: tuple = (), hands: dict | None = None) -> list[str]:
    return [one.id for one in progress(PLAYBOOK, NINE, said_words, events, hands or {}).all if one.done]


def test_words_of_the_side_that_should_say_them_tick_a_step():
    assert done(said("question", 1)) == ["ask"]
    assert done(said("accepts", 1, ours=False)) == ["ask"]
    assert done(said("question", 1, ours=False), said("accepts", 1)) == []


def test_what_was_said_before_it_was_opened_counts_only_where_the_step_says_so():
    before = Happened("customer.verified", NINE - timedelta(hours=1))
    assert done(said("question", -1), events=(before,)) == ["prove"]


def test_a_step_nothing_shows_is_ticked_by_hand():
    shown = progress(PLAYBOOK, NINE, [], [], {"think": ByHand("Ada", NINE)})
    assert [one.id for one in shown.all if one.done] == ["think"]
    assert [one.by_itself for one in shown.all] == [True, True, False, True]


def test_ways_help_and_are_no_steps():
    shown = progress(PLAYBOOK, NINE, [said("name_used", 1)], [], {})
    assert (shown.done, len(shown.steps), shown.ways[0].done, shown.next.id) == (0, 3, True, "ask")


def test_the_first_words_prove_it_and_the_same_words_once():
    words = [said("question", n, message=n // 2, quote="Which one?") for n in range(6)]
    [step, *_] = progress(PLAYBOOK, NINE, words, [], {}).steps
    assert [one.message for one in step.words] == [0, 1]


def test_what_is_asked_of_the_log_is_known():
    assert events_in(PLAYBOOK) == {"customer.verified"}


WORDS = st.builds(
    said, st.sampled_from(["question", "accepts", "name_used", "thanks"]), st.integers(-9, 9), st.booleans()
)


@given(st.lists(WORDS, max_size=12), WORDS)
def test_more_words_never_take_a_tick_away(words, one_more):
    assert set(done(*words)) <= set(done(*words, one_more))


@pytest.mark.parametrize("hands", [{}, {"ask": ByHand("Ada", NINE)}])
def test_the_next_step_is_the_first_that_is_still_to_do(hands):
    assert progress(PLAYBOOK, NINE, [], [], hands).next.id == ("prove" if hands else "ask")
