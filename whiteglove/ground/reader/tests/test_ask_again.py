"""What one part of a long sentence says isn't lost in the other."""
# ruff: noqa: E501  (sentences on one line)

import pytest

from whiteglove.ground.reader import Message, Reader
from whiteglove.ground.reader.clauses import part_around
from whiteglove.ground.reader.encoder import encoder_or_none
from whiteglove.ground.reader.tests.conftest import shipping


@pytest.mark.parametrize(
    ("text", "span", "part"),
    [
        ("You should have told us, but I can help.", "should have", "You should have told us"),
        ("I can help you now; you should have told us.", "should have", "you should have told us."),
        ("You should have told us, I can help.", "should have", "You should have told us"),
        ("You should have told us and waited.", "should have", None),  # one part
        ("Your fault, but I can help.", "fault", None),  # too few words to judge
        ("I told you, but you should not have, but I help.", "told you, but you should", "I told you, but you should not have"),
    ],
)  # fmt: skip
def test_the_part_of_a_sentence_that_words_stand_in(text: str, span: str, part: str | None):
    start = text.index(span)
    place = part_around(text, (start, start + len(span)), "en")
    assert (place and text[slice(*place)]) == part


@pytest.fixture(scope="module")
def shipped() -> Reader:
    if encoder_or_none() is None:
        pytest.skip("the encoder's library isn't installed")
    return shipping()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("You failed to cancel in time, so I have put a note on the account and asked billing to return the £12.99.", "fault.blame"),
        ("It was your mistake, but I'm happy to change the size for you and send it by Thursday.", "fault.blame"),
        ("You never told us about the new address, but I've updated it now and the driver will come on Monday.", "fault.blame"),
        ("No, you never said that, but I've changed it now and the driver will come on Monday.", "fault.argues"),
        ("You need to calm down, but I'm going to sort this out with the courier and call you before five.", "fault.dismissive"),
        ("I don't deal with that, but my colleague in accounts can check the invoice for you this afternoon.", "fault.not_my_job"),
    ],
)  # fmt: skip
def test_a_fault_is_found_beside_kind_words_and_facts(shipped: Reader, text: str, fault: str):
    [found] = shipped.read(Message("agent", text)).of(fault)
    assert found.quote in text.split(", but")[0]


@pytest.mark.parametrize(
    "text",
    [
        "You should have received our mail by now, but I can send it again if it isn't in your inbox.",
        "It was our mistake and not yours, so I've refunded the whole amount.",
        "I deal with returns every day, and I'll look after yours until it's done.",
        "You're not overreacting, and I would be upset too.",
    ],
)
def test_kind_words_in_every_part_are_no_fault(shipped: Reader, text: str):
    assert not [one for one in shipped.read(Message("agent", text)).shown if one.startswith("fault.")]


def test_only_what_a_rule_saw_in_a_part_is_asked_again(shipped: Reader, monkeypatch):
    asked = []
    monkeypatch.setattr(shipped, "_put_in_numbers", lambda parts: asked.extend(parts))
    monkeypatch.setattr(shipped, "_encode", lambda opened: None)
    shipped.read(Message("agent", "Thank you for waiting, and I have your parcel here now, so it goes out today."))
    assert asked == []
