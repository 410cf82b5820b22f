"""Whom a site vouches for: forged, old and odd tokens vouch for nobody."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.channels.chat.identity import Identity, NotVouched, read, sign

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
SECRET = "a-secret-of-the-site-with-many-characters"
SOON = NOW.timestamp() + 600


def test_a_signed_token_says_who_is_there():
    token = sign({"sub": 42, "exp": SOON, "name": "Cleo\nAmara", "email": "cleo@customer.example"}, SECRET)
    assert read(token, SECRET, NOW) == Identity("42", "Cleo Amara", "cleo@customer.example")


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "42"},
        {"sub": "42", "exp": NOW.timestamp() - 61},
        {"sub": "42", "exp": NOW.timestamp() + 2 * 24 * 3600},
        {"sub": "42", "exp": float("inf")},
        {"sub": "42", "exp": True},
        {"sub": "42", "exp": str(SOON)},
        {"sub": "42", "exp": SOON, "nbf": NOW.timestamp() + 300},
        {"exp": SOON},
        {"sub": " ", "exp": SOON},
        {"sub": "\u200b", "exp": SOON},
        {"sub": "42 ", "exp": SOON},
        {"sub": "4\u200b2", "exp": SOON},
        {"sub": "4" * 201, "exp": SOON},
        {"sub": ["42"], "exp": SOON},
    ],
    ids=lambda claims: ", ".join(f"{key}={value}" for key, value in claims.items()),
)
def test_what_says_too_little_or_too_much_vouches_for_nobody(claims):
    with pytest.raises(NotVouched):
        read(sign(claims, SECRET), SECRET, NOW)


def test_another_secret_a_changed_word_and_no_algorithm_vouch_for_nobody():
    good = sign({"sub": "42", "exp": SOON}, SECRET)
    head, _, signature = good.split(".")
    other = base64.urlsafe_b64encode(json.dumps({"sub": "43", "exp": SOON}).encode()).rstrip(b"=").decode()
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    for forged in (
        f"{head}.{other}.{signature}",
        f"{none}.{good.split('.')[1]}.",
        sign({"sub": "1", "exp": SOON}, "x" * 32),
    ):
        with pytest.raises(NotVouched):
            read(forged, SECRET, NOW)


def test_a_desk_without_a_secret_believes_nobody():
    with pytest.raises(NotVouched):
        read(sign({"sub": "42", "exp": SOON}, ""), "", NOW)


def test_a_token_is_over_when_its_time_is():
    token = sign({"sub": "42", "exp": SOON}, SECRET)
    with pytest.raises(NotVouched):
        read(token, SECRET, NOW + timedelta(minutes=12))


@given(st.text())
def test_nonsense_never_breaks_it(text):
    with pytest.raises(NotVouched):
        read(text, SECRET, NOW)
