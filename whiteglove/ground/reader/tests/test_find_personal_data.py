"""Personal data by the issuers' own checks."""

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
    ],
)
def test_other_numbers_are_left_alone(text: str):
    assert personal_data(text) == []


@pytest.mark.parametrize("module", _NATIONAL)
def test_every_country_has_its_check(module: str):
    assert import_module(f"stdnum.{module}").is_valid
