"""The same message twice is one message; different messages never are."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.channels import dedupe
from whiteglove.service.channels.dedupe import canonical
from whiteglove.service.channels.tests.letters import letter

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
FORM = (b"From: form@shop.example\r\n", b"Subject: Contact form\r\n", b"\r\nPlease call me.\r\n")


def key(raw: bytes, came: date = MONDAY) -> str:
    return dedupe.key(raw, came)


def of_the_form(*more: bytes) -> bytes:
    """A web form's mail, which has neither Message-ID nor Date."""
    return b"".join([*FORM[:2], *more, FORM[2]])


def test_the_same_bytes_have_the_same_key():
    assert key(letter()) == key(letter())


@pytest.mark.parametrize(
    "trace",
    [
        b"Received: from mx1 by mx2; Fri, 20 Nov 2026 10:00:00 +0000\r\n",
        b"Delivered-To: support@whiteglove.example\r\n",
        b"Return-Path: <cleo@customer.example>\r\nX-Original-To: billing@whiteglove.example\r\n",
        b"Received: one\r\n\tfolded over\r\n two lines\r\n",
    ],
)
def test_trace_headers_do_not_count(trace):
    assert key(trace + letter()) == key(letter())


def test_line_ends_and_trailing_space_do_not_count():
    raw = letter(text="One\nTwo\n")
    assert key(raw) == key(raw.replace(b"\r\n", b"\n")) == key(raw + b"\r\n \r\n")


def test_an_mbox_line_before_the_header_does_not_count():
    assert key(b"From cleo@customer.example Fri Nov 20 10:00:00 2026\n" + letter()) == key(letter())


def test_a_refolded_subject_is_the_same_subject():
    raw = letter(subject="A b c d")
    assert key(raw.replace(b"Subject: A b", b"Subject: A\r\n b")) == key(raw)


@pytest.mark.parametrize(
    "changed",
    [
        letter(text="Another body.\n"),
        letter(subject="Another subject"),
        letter(sender="other@customer.example"),
        letter(message_id="<two@customer.example>"),
        letter(message_id=""),
    ],
)
def test_a_different_mail_with_a_reused_message_id_is_not_lost(changed):
    assert key(changed) != key(letter())


def test_without_a_message_id_the_digest_alone_decides():
    assert key(letter(message_id="")) == key(b"Received: again\r\n" + letter(message_id=""))
    assert key(letter(message_id="")).startswith("d:")


@pytest.mark.parametrize("header", [b"Reply-To", b"To", b"Cc"])
def test_the_same_words_of_two_visitors_are_two_mails(header):
    cleo, jonas = (of_the_form(header + b": " + who + b"\r\n") for who in (b"cleo@mail.example", b"jonas@mail.example"))
    assert key(cleo) != key(jonas)


def test_without_message_id_and_date_the_same_words_are_one_mail_for_a_day():
    assert key(of_the_form()) == key(b"Received: again\r\n" + of_the_form())
    assert key(of_the_form(), MONDAY) != key(of_the_form(), TUESDAY)
    assert key(of_the_form(b"Date: \r\n"), MONDAY) != key(of_the_form(b"Date: \r\n"), TUESDAY)


@pytest.mark.parametrize("raw", [letter(), letter(message_id=""), of_the_form(b"Message-ID: <one@shop.example>\r\n")])
def test_a_mail_with_a_message_id_or_a_date_is_known_for_ever(raw):
    assert key(raw, MONDAY) == key(raw, TUESDAY)


def test_whom_a_relay_says_it_is_for_does_not_count_with_a_message_id():
    assert key(letter(to="list@whiteglove.example")) == key(letter())


@given(st.binary(max_size=400))
def test_any_bytes_at_all_have_a_key(raw):
    assert len(key(raw)) == 66
    assert key(raw) == key(raw)


@given(st.binary(max_size=200))
def test_the_canonical_body_stays_as_it_is(body):
    assert canonical(canonical(body)) == canonical(body)


@given(st.text(" \t\r\na", max_size=40).map(str.encode))
def test_the_canonical_body_is_the_same_for_ever(body):
    """What was kept years ago is known again: as this always was, however it is worked out."""
    single = re.sub(rb"[ \t]+", b" ", body)
    assert canonical(body) == re.sub(rb" ?\r?\n", b"\n", single).replace(b"\r", b"\n").rstrip(b" \n")


@given(
    st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=60),
    st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=60),
)
def test_bodies_that_differ_in_words_differ(one, two):
    same = one.split() == two.split()
    assert (key(letter(text=one)) == key(letter(text=two))) <= same
