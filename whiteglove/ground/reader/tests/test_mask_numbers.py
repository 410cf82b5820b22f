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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("My card is 4111 1111 1111 1111 12/27 123", "4111 1111 1111 1111"),
        ("4111 1111 1111 1111 123", "4111 1111 1111 1111"),
        ("4111 1111 1111 1111 12 27", "4111 1111 1111 1111"),
        ("4111111111111111 12/2027 cvv 123", "4111111111111111"),
        ("4111111111111111/12/27/123", "4111111111111111"),
        ("order 12 4111111111111111", "4111111111111111"),
        ("12/27 4111-1111-1111-1111", "4111-1111-1111-1111"),
        ("4111.1111.1111.1111.", "4111.1111.1111.1111"),
        ("4111  1111  1111  1111", "4111  1111  1111  1111"),
        ("4111 - 1111 - 1111 - 1111", "4111 - 1111 - 1111 - 1111"),
        ("4111/1111/1111/1111", "4111/1111/1111/1111"),
        ("4111_1111_1111_1111", "4111_1111_1111_1111"),
        ("card4111111111111111", "4111111111111111"),
        ("Visa-4111111111111111exp 12/27", "4111111111111111"),
        ("3782 822463 10005 4321", "3782 822463 10005"),
        ("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"),
        ("41 11 11 11 11 11 11 11 12 27", "41 11 11 11 11 11 11 11"),
    ],
)
def test_a_card_is_found_however_it_is_written_and_whatever_stands_beside_it(text, number):
    assert [text[one.start : one.end] for one in cards(text)] == [number]


@pytest.mark.parametrize(
    "number",
    [
        "4111 1111\n1111 1111",
        "4111 1111 1111\r\n1111",
        "4111-1111-\n1111-1111",
        "4111\n1111\n1111\n1111",
        "3782 822463\n10005",
        "4111,1111,1111,1111",
        "4111 | 1111 | 1111 | 1111",
        "4111    1111    1111    1111",
        "٤١١١١١١١١١١١١١١١",
        "٤١١١ ١١١١\n١١١١ ١١١١",
        "४१११ ११११ ११११ ११११",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "The card was {} 12/27 123, I think", "{} 123", "Order 45127\n{}\n17 pieces", "CARD{}"]
)
def test_a_card_is_found_over_lines_and_cells_and_in_other_scripts(around, number):
    text = around.format(number)
    assert [text[one.start : one.end] for one in cards(text)] == [number]


def test_what_is_masked_keeps_its_lines_and_its_digits():
    assert mask("4111 1111\n1111 1111", secrets("4111 1111\n1111 1111")) == "4111 ••••\n•••• 1111"
    assert mask("٤١١١١١١١١١١١١١١١", secrets("٤١١١١١١١١١١١١١١١")) == "٤١١١ •••• •••• ١١١١"
    account = "DE89 3704\n0044  0532 0130 00"
    assert mask(account, secrets(account)) == "DE89 ••••\n••••  •••• ••30 00"


def test_two_cards_without_a_gap_are_both_found():
    assert mask("41111111111111115500000000000004", secrets("41111111111111115500000000000004")) == (
        "4111 •••• •••• 11115500 •••• •••• 0004"
    )


def test_two_cards_in_one_row_are_both_found():
    text = "4111 1111 1111 1111 5555 5555 5555 4444"
    assert [text[one.start : one.end] for one in cards(text)] == ["4111 1111 1111 1111", "5555 5555 5555 4444"]


@pytest.mark.parametrize(
    "text",
    [
        "order 9411 1111 1111 1111 1",  # a card from its second digit on
        "ORD-4111111111111111",
        "A4111111111111111",
        "+4111111111111111",
        "0.4111111111111111",
        "4111\n1111\n1111\n1111\n2222\n3333",
        "4111,1111,1111,1111,2222",
        "4111, 1111, 1111, 1111",  # so orders are listed
        "4111 1111\n\n1111 1111",
        "1234 1234\n4111 5",
        "REF4111 1111\n1111 1111",
        "4,111,111,111,111,111",
        "2026-11-22 14:05:11 555",
        "tracking 00340434161094042557",
        "call 020 7946 0958 or 020 7946 0018",
    ],
)
def test_other_long_numbers_are_no_cards(text):
    assert cards(text) == []


def test_hardly_an_order_number_is_taken_for_a_card():
    numbers = [f"order 20261122{number * 7919 % 10**8:08d} {number:03d}" for number in range(1000)]
    assert [one for one in numbers if cards(one)] == []


def test_hardly_a_list_of_numbers_is_taken_for_a_card():
    orders = ["\n".join(str(4000 + first * 7 + step * 13) for step in range(6)) for first in range(700)]
    assert [one for one in orders if cards(one)] == []


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
