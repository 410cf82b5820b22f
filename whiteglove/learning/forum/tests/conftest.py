"""Ada asks, Mo and Lee answer. Monday 2 March 2026, office hours."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.learning.forum.actions import answer, open_topic
from whiteglove.learning.forum.models import Category, Post, Topic

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ASKED = "A customer wants the refund on another card than the one that paid. What do you tell them, and how?"


@pytest.fixture
def tools(db) -> Category:
    return Category.objects.create(name="Products and policies")


@pytest.fixture
def topic(tools, ada) -> Topic:
    return open_topic(title="Refund on another card", text=ASKED, category=tools, by=ada, at=NINE)


@pytest.fixture
def said(topic) -> Callable[..., Post]:
    """An answer a minute later."""

    def say(by, text: str = "We pay back on the card that paid, and only there.", at: datetime = NINE + MINUTE) -> Post:
        return answer(topic=topic, text=text, by=by, at=at)

    return say
