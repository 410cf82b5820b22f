"""Where a conversation stands, from what was said and what was done."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.standards.models import EMOTIONS
from whiteglove.learning.standards.mood import HEIGHT, WIDTH, mood_of
from whiteglove.learning.standards.phases import EVIDENCE, Course, Happened, Word, current, events_in, phases_of

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROCESS = [
    {"id": "contact", "name": "First contact", "short": "Contact", "activities": [
        {"name": "Greeting", "steps": [
            {"id": "greet", "name": "Greet", "says": "…", "reader": ["greeting", "welcome"]},
            {"id": "acknowledge", "name": "Confirm", "says": "…", "reader": ["availability"],
             "events": ["ticket.acknowledged"]},
        ]},
    ]},
    {"id": "solution", "name": "Solution", "activities": [
        {"name": "Time", "steps": [{"id": "when", "name": "Say when", "says": "…", "reader": ["timeline"]}]},
        {"name": "End", "steps": [{"id": "solve", "name": "Solve", "says": "…", "events": ["ticket.solved"]}]},
    ]},
]  # fmt: skip


def word(behaviour: str, message: int = 1, minute: int = 0, quote: str = "") -> Word:
    return Word(behaviour, message, quote or behaviour, NINE + timedelta(minutes=minute))


def done(name: str) -> Happened:
    return Happened(name, NINE, name)


@pytest.mark.parametrize(
    ("words", "events", "seen"),
    [
        ([], [], [0, 0]),
        (["greeting"], [], [1, 0]),
        (["greeting", "welcome"], [], [1, 0]),
        (["availability"], ["ticket.acknowledged"], [1, 0]),
        ([], ["ticket.acknowledged", "ticket.solved"], [1, 1]),
        (["timeline", "nothing.known"], ["ticket.noted"], [0, 1]),
    ],
)
def test_a_step_is_seen_by_words_or_by_what_was_done(words, events, seen):
    found = phases_of(PROCESS, map(word, words), map(done, events), Course())
    assert [one.seen for one in found] == seen
    assert [one.percent for one in found] == [50 * count for count in seen]


def test_the_first_words_prove_it_and_the_same_words_once():
    said = [word("greeting", number, number) for number in range(6)] + [word("welcome", 0, 0, "greeting")]
    step = phases_of(PROCESS, said, [], Course())[0].steps[0]
    assert [one.message for one in step.words] == [0, 1, 2] and len(step.words) == EVIDENCE


def test_the_conversation_is_in_the_last_phase_that_words_show():
    assert current(phases_of(PROCESS, [], [], Course())).id == "contact"
    assert current(phases_of(PROCESS, [word("timeline")], [], Course())).id == "solution"
    assert current(phases_of(PROCESS, [], [done("ticket.solved")], Course())).id == "contact"
    assert current([]) is None


@pytest.mark.parametrize(
    ("where", "seen"),
    [("", [1, 2, 3]), ("first", [1]), ("last", [3]), ("later", [2, 3]), ("again", [2, 3]), ("solved", [3])],
)
def test_the_same_words_do_not_open_and_end_a_conversation(where, seen):
    said = [word("timeline", number, number) for number in (1, 2, 3)]
    course = Course(first=1, last=3, solved_at=NINE + timedelta(minutes=2))
    step = {"id": "when", "name": "Say when", "says": "…", "reader": ["timeline"], "where": where}
    process = [{"id": "one", "name": "One", "activities": [{"name": "Time", "steps": [step]}]}]
    [found] = phases_of(process, said, [], course)[0].steps
    assert [one.message for one in found.words] == seen


def test_before_it_was_solved_nothing_was_said_after():
    assert Course(1, 1).admits([word("timeline", 1)], "solved") == []
    assert Course().admits([], "again") == []


def test_what_is_asked_of_the_log_is_known():
    assert events_in(PROCESS) == {"ticket.acknowledged", "ticket.solved"}


def test_a_phase_without_a_short_name_goes_by_its_name():
    assert [one.short for one in phases_of(PROCESS, [], [], Course())] == ["Contact", "Solution"]


def mood(*emotions: str):
    return mood_of([(NINE + timedelta(hours=n), f"emotion.{one}" if one else "") for n, one in enumerate(emotions)])


@pytest.mark.parametrize("emotions", [[], ["angry"], ["", ""]])
def test_there_is_no_trend_in_one_message_or_in_none_felt(emotions):
    assert mood(*emotions) is None


def test_the_trend_is_told_in_words_too():
    shown = mood("frustrated", "frustrated", "", "satisfied")
    assert (shown.says, shown.now, shown.turn) == (
        "frustrated, then calm, then satisfied", "satisfied", "better than at first",
    )  # fmt: skip
    assert mood("", "angry").turn == "worse than at first"
    assert mood("worried", "", "worried").turn == ""


@given(st.lists(st.sampled_from(["", *EMOTIONS]), max_size=60))
def test_the_line_stays_in_its_box(emotions):
    shown = mood_of([(NINE, one) for one in emotions])
    if shown:
        points = [tuple(map(float, one.split(","))) for one in shown.points.split()]
        assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in points)
        assert points == sorted(points, key=lambda one: one[0]) and shown.end == points[-1]
