"""Personal data by the issuers' own checks."""

import time
from importlib import import_module

import pytest

from whiteglove.ground.reader.personal import _NATIONAL, personal_data


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("My card is 4111 1111 1111 1111, thanks", "data.card", "4111 1111 1111 1111"),
        ("pay to GB82 WEST 1234 5698 7654 32 please", "data.iban", "GB82 WEST 1234 5698 7654 32"),
        ("write to cleo.amara+desk@customer.example.", "data.email", "cleo.amara+desk@customer.example"),
        ("call +44 20 7946 0958 tonight", "data.phone", "+44 20 7946 0958"),
        ("my mobile is 07700 900123", "data.phone", "07700 900123"),
        ("social security 078-05-1121", "data.national_id", "078-05-1121"),
        ("mi DNI es 54362315K", "data.national_id", "54362315K"),
        ("my national insurance number is AB123456C", "data.national_id", "AB123456C"),
        ("it's AB 12 34 56 C on the card", "data.national_id", "AB 12 34 56 C"),
        ("my social is 123-45-6789", "data.national_id", "123-45-6789"),
        ("to GB29-NWBK-6016-1331-9268-19 please", "data.iban", "GB29-NWBK-6016-1331-9268-19"),
        ("212-555-0143", "data.phone", "212-555-0143"),
        ("06 12 34 56 78", "data.phone", "06 12 34 56 78"),
        ("cartão 00000000 0 ZZ4", "data.national_id", "00000000 0 ZZ4"),
        ("codice RCCMNL83S18D969H", "data.national_id", "RCCMNL83S18D969H"),
    ],
)
def test_what_identifies_somebody_is_found_with_its_place(text: str, kind: str, words: str):
    assert [(one.kind, text[one.start : one.end]) for one in personal_data(text)] == [(kind, words)]


@pytest.mark.parametrize("between", [" and ", " or ", " to ", " ", ", "])
def test_two_accounts_are_found_whatever_joins_them(between: str):
    accounts = ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000"]
    for first, second in (accounts, accounts[::-1]):
        text = f"from {first}{between}{second} today"
        assert [text[one.start : one.end] for one in personal_data(text)] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "order 4111 1111 1111 1112",
        "ticket 2026110112345678",
        "it cost 1,200,000 in 2025",
        "ref ABCD1234567",
        "12345678",
        "Order 12345678Z",
        "order AB123456C",
        "order number 0123 456 789",
        "order 0000 0000 0000 0000",
        "parcel 0612345678",
    ],
)
def test_other_numbers_are_left_alone(text: str):
    assert personal_data(text) == []


@pytest.mark.parametrize("word", ["AA11" + "a" * 60, "GB29" + "A1" * 40 + "-", "DE89 " + "1a" * 30])
def test_a_word_that_begins_as_an_account_is_tried_in_one_way(word: str):
    text = f"{word} " * 400
    began = time.process_time()
    personal_data(text)
    assert time.process_time() - began < 0.05 * len(text) / 1000


@pytest.mark.parametrize("module", _NATIONAL)
def test_every_country_has_its_check(module: str):
    assert import_module(f"stdnum.{module}").is_valid
