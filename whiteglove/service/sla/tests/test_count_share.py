"""Shares: chats and calls settled at first contact."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.service.sla.facts import Fact
from whiteglove.service.sla.share import Share, first_contact_settled, share_of

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def case(text: str) -> list[Fact]:
    words = [part.split() for part in text.split(",")]
    return [Fact(w[0], START + timedelta(minutes=i), w[1] if w[1:] else "") for i, w in enumerate(words)]


@pytest.mark.parametrize(
    ("facts", "settled"),
    [
        ("opened customer, chat_asked, wrote customer, chat_joined, wrote agent, solved", True),
        ("rang, opened, answered, solved", True),
        ("opened customer, chat_asked, chat_joined", None),
        ("opened customer, chat_asked, chat_joined, chat_left, chat_asked, chat_joined, solved", False),
        ("rang, answered, hung_up, rang, answered, solved", False),
        ("rang, answered, callback_promised, solved", False),
        ("opened customer, chat_asked, chat_joined, specialist_asked, specialist_joined, solved", False),
        ("opened customer, chat_asked, chat_joined, solved, reopened", False),
        ("rang, answered, solved, merged", None),
    ],
)
def test_a_case_is_settled_at_first_contact_or_not(facts, settled):
    assert first_contact_settled(case(facts)) is settled


def test_a_share_counts_only_cases_that_can_be_told():
    cases = [case("rang, answered, solved")] * 4 + [case("rang, answered, callback_promised"), case("rang")]
    share = share_of(cases, goal=70)
    assert (share.kept, share.counted, share.percent, share.met) == (4, 5, 80.0, True)
    assert share_of(cases, goal=81).met is False


def test_a_share_of_nothing_is_neither_met_nor_missed():
    assert (Share(0, 0, 70).percent, Share(0, 0, 70).met) == (None, None)
