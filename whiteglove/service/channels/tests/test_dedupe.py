"""The same message twice is one message; different messages never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.channels.dedupe import canonical, key
from whiteglove.service.channels.tests.letters import letter


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


@given(st.binary(max_size=400))
def test_any_bytes_at_all_have_a_key(raw):
    assert len(key(raw)) == 66
    assert key(raw) == key(raw)


@given(st.binary(max_size=200))
def test_the_canonical_body_stays_as_it_is(body):
    assert canonical(canonical(body)) == canonical(body)


@given(
    st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=60),
    st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=60),
)
def test_bodies_that_differ_in_words_differ(one, two):
    same = one.split() == two.split()
    assert (key(letter(text=one)) == key(letter(text=two))) <= same
