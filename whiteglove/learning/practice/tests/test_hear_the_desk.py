"""What was done at the desk, as a simulated customer hears it, and when they answer."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.learning.practice import pace
from whiteglove.learning.practice.desk_deeds import Happened, told
from whiteglove.learning.practice.engine.state import Deed

pytestmark = pytest.mark.engineless
NINE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WORDS = {
    "message:1": "Hello.",
    "message:2": "One moment.",
    "message:3": "Torn at the seam.",
    "escalation:7": "She asks.",
}


def events(*given: tuple[str, dict]) -> list[Happened]:
    return [Happened(n, name, NINE + timedelta(seconds=n), facts) for n, (name, facts) in enumerate(given, 1)]


def test_two_lines_in_a_row_are_one_turn():
    one = told(events(("ticket.replied", {"message": 1}), ("ticket.replied", {"message": 2})), WORDS)
    assert one.said == "Hello.\n\nOne moment." and one.last == 2 and one.spoke == NINE + timedelta(seconds=1)
    assert not one.solved and not one.deeds


def test_what_is_done_at_the_desk_and_beside_it_is_a_deed():
    one = told(events(
        ("ticket.identity_confirmed", {"how": "a call back"}), ("practice.did", {"do": "refund", "value": "84.90"}),
        ("ticket.noted", {"message": 3}), ("ticket.macro_used", {"macro": "Photos"}),
        ("ticket.tagged", {"tag": "torn"}), ("ticket.kind_set", {"new": "billing"}),
        ("ticket.priority_set", {"new": "high"}), ("ticket.kind_set", {"new": "refund"}),
        ("ticket.escalated", {"escalation": 7}), ("ticket.replied", {"message": 1, "then": "solve", "state": "solved"}),
    ), WORDS)  # fmt: skip
    assert one.deeds == (
        Deed("verify"), Deed("refund", "84.90"), Deed("note", "Torn at the seam."), Deed("macro", "Photos"),
        Deed("tag", "torn"), Deed("priority", "high"), Deed("kind", "refund"),
        Deed("escalate", "She asks."), Deed("solve"),
    )  # fmt: skip
    assert one.solved


def test_what_was_taken_back_was_never_done():
    one = told(events(
        ("practice.did", {"do": "refund", "value": "9"}), ("practice.undid", {"did": 1}),
        ("ticket.noted", {"message": 3}), ("ticket.note_undone", {"message": 3}),
        ("ticket.escalated", {"escalation": 7}), ("ticket.escalation_withdrawn", {"escalation": 7}),
    ), WORDS)  # fmt: skip
    assert one.deeds == () and one.said == "" and one.last == 6


@pytest.mark.parametrize(("medium", "fast"), [("chat", 1), ("phone", 1), ("email", 60), ("social", 30)])
def test_their_clock_runs_at_the_pace_of_the_medium(medium, fast):
    later = NINE + timedelta(minutes=2)
    assert pace.clock_of(medium, NINE, later) == NINE + timedelta(minutes=2 * fast)
    assert pace.waited(medium, NINE, later) == 120 * fast
    assert pace.waited(medium, later, NINE) == 0
    taken = {pace.answers_in(medium, seed, 3).total_seconds() for seed in range(50)}
    assert len(taken) > 1 and max(taken) <= 22 and pace.answers_in(medium, 1, 3) == pace.answers_in(medium, 1, 3)
