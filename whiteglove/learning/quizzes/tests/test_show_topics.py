"""A quiz without a pass mark shows where to begin."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.learning.quizzes.standing import FREE, TOO_SOON, Rules, Went, standing
from whiteglove.learning.quizzes.topics import Topic, by_topic

pytestmark = pytest.mark.engineless
TOPICS = [Topic("tone", "Tone"), Topic("times", "Times"), Topic("unasked", "Not asked")]
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_topics_come_weakest_first_and_say_on_how_many_questions_they_rest():
    worth = [(frozenset({"tone"}), 1), (frozenset({"tone", "times"}), 0.5), (frozenset({"times"}), 0)]
    found = by_topic(TOPICS, worth)
    assert [(one.topic.id, one.asked, one.percent, one.state) for one in found] == [
        ("times", 2, 25, "gap"), ("tone", 2, 75, "fair"),
    ]  # fmt: skip


def test_what_has_no_pass_mark_may_be_taken_again_after_its_pause():
    rules, went = Rules(0, wait=timedelta(days=30)), [Went(NOON, True, 40)]
    assert standing(rules, went, NOON + timedelta(days=29)).state == TOO_SOON
    assert standing(rules, went, NOON + timedelta(days=30)).state == FREE
