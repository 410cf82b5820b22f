import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.customers import addresses


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Cleo.Amara@Customer.Example", "cleo.amara@customer.example"),
        ("  <cleo@customer.example> ", "cleo@customer.example"),
        ("mailto:cleo@customer.example", "cleo@customer.example"),
        ("jonas@BÜCHER.example", "jonas@xn--bcher-kva.example"),
        ("jonas@xn--bcher-kva.example.", "jonas@xn--bcher-kva.example"),
        ('"odd@name"@customer.example', '"odd@name"@customer.example'),
    ],
)
def test_two_spellings_of_a_mailbox_share_one_key(typed, key):
    assert addresses.email_key(typed) == key


@pytest.mark.parametrize("other", ["cleoamara@gmail.com", "cleo.amara+shop@gmail.com"])
def test_dots_and_tags_are_kept_because_a_wrong_guess_shows_letters_to_strangers(other):
    assert addresses.email_key("cleo.amara@gmail.com") != addresses.email_key(other)


@pytest.mark.parametrize(
    "typed", ["", "cleo", "@customer.example", "cleo@", "cl eo@customer.example", "a@ .", "a\x00@b.c"]
)
def test_what_is_no_address_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError, match="isn't an email address"):
        addresses.email_key(typed)


@given(st.emails())
def test_the_key_of_a_key_is_itself(email):
    key = addresses.email_key(email)
    assert addresses.email_key(key) == key


@pytest.mark.parametrize(
    ("typed", "region", "key"),
    [
        ("+49 30 123456", "", "+4930123456"),
        ("030 / 123 456", "DE", "+4930123456"),
        ("+33 (0)1 23 45 67 89", "", "+33123456789"),
    ],
)
def test_phone_numbers_are_kept_in_e164(typed, region, key):
    assert addresses.phone_key(typed, region) == key


@pytest.mark.parametrize(
    ("typed", "says"), [("030 123456", "country code"), ("+33 12", "too short"), ("call me", "code")]
)
def test_a_number_nobody_can_ring_is_refused_with_what_to_do(typed, says):
    with pytest.raises(ValueError, match=says):
        addresses.phone_key(typed)


@pytest.mark.parametrize("domain", ["gmail.com", "hotmail.co.uk", "yahoo.fr", "web.de"])
def test_a_public_mail_service_is_nobodys_organisation(domain):
    assert addresses.candidate_domains(domain) == []
    with pytest.raises(ValueError, match="public mail service"):
        addresses.own_domain(domain)


def test_parents_of_a_domain_are_tried_from_near_to_far():
    assert addresses.candidate_domains("mail.eu.northwind.example") == [
        "mail.eu.northwind.example",
        "eu.northwind.example",
        "northwind.example",
    ]


@pytest.mark.parametrize("domain", ["com", "co.uk", "north wind.example", "jonas@northwind.example", ".example"])
def test_a_domain_that_cannot_be_one_organisations_is_refused(domain):
    with pytest.raises(ValueError):
        addresses.own_domain(domain)
