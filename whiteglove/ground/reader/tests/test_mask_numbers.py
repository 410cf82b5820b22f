"""Numbers nobody should send are masked so that their owner still knows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.reader.masking import cards, mask, secrets


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Card 4111 1111 1111 1111 was used.", "Card 4111 •••• •••• 1111 was used."),
        ("Card 4111111111111111.", "Card 4111 •••• •••• 1111."),
        ("4111-1111-1111-1111", "4111-••••-••••-1111"),
        ("Amex 378282246310005", "Amex 3782 ••••••• 0005"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN DE89 •••• •••• •••• ••30 00"),
        ("CPF 529.982.247-25", "CPF •••.•••.••7-25"),
        ("Order 4111 1111 1111 1112 isn't a card.", "Order 4111 1111 1111 1112 isn't a card."),
        ("Write to help@whiteglove.example.", "Write to help@whiteglove.example."),
        ("4111\u00a01111\u00a01111\u00a01111", "4111\u00a0••••\u00a0••••\u00a01111"),
    ],
)
def test_a_number_is_masked_in_place(text, after):
    assert mask(text, secrets(text)) == after


def test_masked_numbers_are_left_alone():
    once = mask("4111 1111 1111 1111 and 4111111111111111", secrets("4111 1111 1111 1111 and 4111111111111111"))
    assert secrets(once) == []


def test_only_cards_are_cards():
    assert [one.name for one in cards("4111111111111111, IBAN DE89370400440532013000")] == ["card number"]


@given(st.text(), st.text())
def test_words_around_stay(before, after):
    text = f"{before} 4111 1111 1111 1111 {after}"
    found = [one for one in secrets(text) if one.masked == "4111 •••• •••• 1111"]
    if found:
        assert mask(text, found) == f"{before} 4111 •••• •••• 1111 {after}"
