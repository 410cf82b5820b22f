"""When which playbook is offered, and because of what."""

from datetime import UTC, datetime

import pytest

from whiteglove.learning.playbooks.offering import Situation, offers
from whiteglove.learning.playbooks.steps import Said

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEPS = [{"id": "one"}]


def book(name: str, order: int = 50, **offered) -> dict:
    return {"id": name, "name": name.title(), "says": "…", "order": order, "offered": offered, "steps": STEPS}


BOOKS = {
    one["id"]: one
    for one in (
        book("billing", kinds=["billing"], intents=["intent.billing"]),
        book("refund", 40, kinds=["refund"], intents=["intent.refund"]),
        book("angry", 20, emotions=["emotion.angry"]),
        book("identity", 10, unverified=["intent.account"]),
        book("by-hand"),
    )
}


def heard(*words: tuple[str, int]) -> list[Said]:
    return [Said(name, message, f"words of {name}", NINE, ours=False) for name, message in words]


def offered(**here) -> list[str]:
    here["last"] = max((one.message for one in here.get("heard", ())), default=0)
    return [one.id for one in offers(BOOKS, Situation(**here))]


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        ({}, []),
        ({"kind": "billing"}, ["billing"]),
        ({"heard": heard(("intent.refund", 1))}, ["refund"]),
        ({"heard": heard(("intent.billing", 1), ("intent.refund", 1))}, ["refund", "billing"]),
        ({"heard": heard(("intent.billing", 1), ("emotion.angry", 1))}, ["angry", "billing"]),
        ({"heard": heard(("emotion.angry", 1), ("thanks", 2))}, []),
        ({"kind": "refund", "heard": heard(("intent.billing", 1))}, ["refund"]),
        ({"heard": heard(("intent.account", 1))}, ["identity"]),
        ({"heard": heard(("intent.account", 1)), "verified": True}, []),
        ({"kind": "billing", "declined": frozenset({"billing"})}, []),
    ],
)  # fmt: skip
def test_each_reason_offers_its_playbook(here, expected):
    assert offered(**here) == expected


def test_the_reason_is_told_with_the_latest_words():
    words = [*heard(("intent.billing", 1)), Said("intent.billing", 2, "charged again", NINE, ours=False)]
    [one] = offers(BOOKS, Situation(heard=words, last=2))
    assert (one.because, one.quote, one.message, one.steps) == ("of what they ask", "charged again", 2, 1)


def test_three_are_offered_at_most():
    many = {f"b{n}": book(f"b{n}", kinds=["billing"]) for n in range(6)}
    assert len(offers(many, Situation(kind="billing"))) == 3
