# ruff: noqa: E501  (tables of cases, one to a line)
"""Any bytes at all are understood as far as they go, and no word is lost on the way."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whiteglove.service.channels.email import parse as module
from whiteglove.service.channels.email.limits import Limits
from whiteglove.service.channels.email.parse import parse
from whiteglove.service.channels.email.parsed import as_dict

LETTER = b"""From: =?utf-8?q?Cleo?= <cleo@amara.example>
To: "Help, Desk" <help@northwind.example>
Subject: =?utf-8?B?UsOpcG9uc2U=?=
Date: Mon, 2 Mar 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: multipart/alternative; boundary=b2

--b2
Content-Type: text/plain; charset=utf-8; format=flowed
Content-Transfer-Encoding: quoted-printable

Hello =C3=A9

On Mon, 2 Mar 2026 at 10:00, Ada <ada@northwind.example> wrote:
> old

--=20
Cleo
--b2
Content-Type: text/html; charset=iso-8859-1

<p>Hello<blockquote type=cite>old</blockquote>
--b2--
--b1
Content-Type: application/pdf; name*0*=utf-8''a%20; name*1="b.pdf"
Content-Transfer-Encoding: base64

SGVsbG8=
--b1
Content-Type: message/rfc822

Subject: inner

inner text
--b1--
"""
SNIPPETS = [
    b"--b1", b"\n--b2\n", b"=?utf-8?q?", b'"', b"<", b"(", b"\0", b"\n\n", b"\r", b";", b"begin 644 a\n", b"charset=utf-16",
    b"charset=hz", b"\xff\xfe", b"&#", b">", b"charset=idna", b"charset=utf-7", b"base64", b"+AAA-", b":", b"\xc3", b"multipart/",
    b"message/delivery-status", b"application/ms-tnef", b"text/calendar", b"x-uuencode", b"=", b"%", b"*0*=",
]  # fmt: skip


def strict(raw):
    """As `parse`, but an error isn't caught: the net under it must never be needed."""
    return module._parse(raw, Limits())


def test_half_a_character_in_any_place_is_replaced():
    half = "=?utf-7?Q?+2AA-?="
    raw = f"From: {half} <cleo@amara.example>\nSubject: {half} lamp\nContent-Type: text/plain; charset=utf-7\n\n+2AA- lamp"
    found = strict(raw.encode())
    assert (found.from_[0].name, found.subject, found.text) == ("\ufffd", "\ufffd lamp", "\ufffd lamp")
    assert "charset-damaged:utf-7" in found.warnings


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_arbitrary_bytes(raw):
    json.dumps(as_dict(strict(raw)))


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, len(LETTER)), st.integers(0, 30), st.sampled_from(SNIPPETS) | st.binary(max_size=6)),
        max_size=8,
    )
)
def test_damaged_mails(changes):
    raw = bytearray(LETTER)
    for at, cut, put in changes:
        raw[at : at + cut] = put
    mail = strict(bytes(raw))
    folded = "\n".join((mail.new_text, mail.quoted_text, mail.signature))
    # Letter by letter: where a program forgot a line break, a word is parted in two but nothing of it goes.
    assert sorted("".join(folded.split())) == sorted("".join(mail.text.split()))


WORDS = st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12), min_size=1, max_size=30)


@settings(deadline=None)
@given(
    WORDS,
    st.sampled_from(["utf-8", "utf-16", "gb18030", "utf-7"]),
    st.sampled_from(["base64", "quoted-printable", "8bit"]),
)
def test_no_word_of_a_sound_mail_is_lost(words, charset, transfer):
    import base64
    import quopri

    body = "\n".join(words).encode(charset)
    if transfer == "base64" or charset == "utf-16":
        transfer, body = "base64", base64.encodebytes(body)
    elif transfer == "quoted-printable":
        body = quopri.encodestring(body)
    head = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n"
    assert strict(head.encode() + body).text.split() == " ".join(words).split()


@pytest.mark.parametrize("cut", range(0, len(LETTER), 7))
def test_a_mail_that_breaks_off_anywhere(cut):
    strict(LETTER[:cut])


def test_the_net_shows_the_raw_text(monkeypatch):
    monkeypatch.setattr(module, "structure", lambda *_: 1 / 0)
    mail = parse(b"From: a@b.example\n\nHello")
    assert mail.warnings == ("unreadable-shown-raw:ZeroDivisionError",)
    assert "Hello" in mail.new_text


def test_memory_like_and_text_like_bytes_are_taken():
    assert parse(bytearray(b"Subject: x\n\nHello")).text == "Hello"
    assert parse(memoryview(b"Subject: x\n\nHello")).text == "Hello"


def test_many_simple_mails_are_read_a_second():
    import time

    raw = b"From: Cleo <cleo@amara.example>\nTo: help@northwind.example\nSubject: Order\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\nHello\n"
    started = time.process_time()
    for _ in range(400):
        parse(raw)
    assert time.process_time() - started < 1
