# ruff: noqa: E501  (tables of cases, one to a line)
"""Every limit: what is kept beyond it, what is said, and that hostile mail takes little time."""

import struct
import time

import pytest

from whiteglove.service.channels.email.limits import Limits
from whiteglove.service.channels.email.parse import parse

TOP = b"From: cleo@amara.example\nDate: Mon, 2 Mar 2026 10:11:12 +0100\n"
MIXED = TOP + b"Content-Type: multipart/mixed; boundary=b\n\n"


def test_a_message_beyond_its_size_is_cut_with_a_warning():
    found = parse(TOP + b"\n" + b"x" * 2000, limits=Limits(message_bytes=1000))
    assert found.text == "x" * (1000 - len(TOP) - 1)
    assert found.warnings[0].startswith("message-too-large-cut:")


def test_text_beyond_its_length_is_cut_with_a_warning():
    found = parse(TOP + b"\n" + b"x" * 2000, limits=Limits(text_chars=100))
    assert found.text == "x" * 100
    assert found.warnings == ("text-over-limit-cut:1900-characters",)


def test_attachments_beyond_their_size_keep_name_and_size():
    part = b"--b\nContent-Type: image/png; name=%s.png\n\n%s\n"
    raw = MIXED + part % (b"a", b"x" * 600) + part % (b"b", b"x" * 600) + part % (b"c", b"x" * 10) + b"--b--"
    first, second, third = parse(raw, limits=Limits(attachment_bytes=1000)).attachments
    assert (first.content, third.content) == (b"x" * 600, b"x" * 10)
    assert (second.name, second.size, second.content, second.sha256) == ("b.png", 600, None, "")


def test_parts_nested_too_deeply_are_kept_unread():
    raw = (
        TOP
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(10))
        + b"\nHello"
    )
    found = parse(raw, limits=Limits(depth=5))
    assert [one.name for one in found.attachments] == ["unread-part.eml"]
    assert b"Hello" in found.attachments[0].content
    assert "parts-nested-too-deeply-kept-unread" in found.warnings


def test_parts_beyond_their_number_are_kept_unread():
    raw = MIXED + b"".join(b"--b\n\npart %d\n" % at for at in range(20)) + b"--b--"
    found = parse(raw, limits=Limits(parts=5))
    assert "part 2" in found.text
    assert [one.name for one in found.attachments] == ["unread-parts.bin"]
    assert b"part 19" in found.attachments[0].content
    assert "parts-over-limit-rest-kept-unread" in found.warnings


def test_fields_beyond_their_number_are_counted_but_the_needed_ones_are_read():
    raw = b"".join(b"X-%d: y\n" % at for at in range(50)) + TOP + b"Subject: found\n\nHello"
    found = parse(raw, limits=Limits(headers=10))
    assert (found.subject, found.text, found.from_[0].address) == ("found", "Hello", "cleo@amara.example")
    assert found.warnings == ("headers-over-limit:43-lines-left",)


def test_a_field_beyond_its_length_is_cut_with_a_warning():
    found = parse(TOP + b"Subject: " + b"x" * 500 + b"\n\nHello", limits=Limits(header_chars=100))
    assert found.subject == "x" * 100
    assert found.warnings == ("header-too-long-cut:subject",)


def test_references_beyond_their_number_leave_the_oldest_out():
    raw = TOP + b"References: " + b" ".join(b"<%d@x>" % at for at in range(9)) + b"\n\nHello"
    assert parse(raw, limits=Limits(references=2)).references == ("7@x", "8@x")


def test_a_winmail_beyond_its_size_stays_closed():
    raw = TOP + b"Content-Type: application/ms-tnef; name=winmail.dat\n\n" + b"x" * 200
    found = parse(raw, limits=Limits(tnef_bytes=100))
    assert found.warnings == ("winmail-too-large-kept-closed",)
    assert found.attachments[0].size == 200


def test_lines_beyond_those_looked_at_for_quotations_are_kept():
    found = parse(TOP + b"\n" + b"line\n" * 50, limits=Limits(quotation_lines=10))
    assert found.new_text.count("line") == 50


# A megabyte of references to themselves, which says it is four.
_WORDS = b"\x4c\x5a\x46\x75".join(
    (struct.pack("<II", 1_000_012, 4_000_000), bytes(4) + b"\xff" + b"\x0c\xff\x0d\xff" * 250_000)
)
_PROPERTY = struct.pack("<IHHII", 1, 0x0102, 0x1009, 1, len(_WORDS)) + _WORDS
PACKED = struct.pack("<IHBII", 0x223E9F78, 1, 1, 0x00069003, len(_PROPERTY)) + _PROPERTY + bytes(2)
BOMBS = {
    "nested multiparts": TOP + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(20_000)),
    "the same boundary": TOP + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000,
    "header fields": b"".join(b"X-%d: y\n" % n for n in range(100_000)) + TOP + b"\nHello",
    "folded lines": b"Subject: x\n" + b" y\n" * 200_000 + b"\nHello",
    "empty parts": MIXED + b"--b\n\nx\n" * 100_000,
    "lines of dashes": MIXED + b"--b\n\n" + b"--x\n" * 200_000,
    "addresses": b"To: " + b"a@b, " * 100_000 + b"\n\nHello",
    "addresses without an end": b"".join(b"To: " + b"a." * 10_000 + b"\n" for _ in range(12)) + b"\nHello",
    "ids without an end": b"References: " + b"a." * 10_000 + b"\nIn-Reply-To: " + b"<a " * 6_000 + b"\nMessage-ID: " + b"a" * 20_000 + b"\n\nHello",
    "notices": b"From: MAILER-DAEMON@mx.example\nSubject: mail failed\n\n" + b"not delivered to\n" * 60_000,
    "quotes": b"To: " + b'"' * 100_000 + b"\n\nHello",
    "comments": b"To: " + b"<(" * 10_000 + b"\n\nHello",
    "encoded words": b"Subject: " + b"=?utf-8?q?x" * 2_000 + b"\n\nHello",
    "quotations": TOP + b"\n" + b"> x\ny\n" * 100_000,
    "uuencoded beginnings": TOP + b"\n" + b"begin 644 x\n" * 50_000,
    "equal signs": TOP + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=  " * 200_000,
    "blanks": TOP + b"\n" + b" " * 900_000 + b"x",
    "deep html": TOP + b"Content-Type: text/html\n\n" + b"<div>" * 100_000,
    "sections of a name": TOP + b"Content-Type: text/plain; " + b"a*0*=b; " * 20_000 + b"\n\nx",
    "flowed lines": TOP + b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 200_000,
    "packed rtf": TOP + b"Content-Type: application/ms-tnef\n\n" + PACKED,
    "rtf in winmail": TOP + b"Content-Type: application/ms-tnef\n\n" + b"\x78\x9f\x3e\x22" * 50_000,
}  # fmt: skip


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_read_in_little_time(kind):
    started = time.process_time()
    found = parse(BOMBS[kind])
    assert time.process_time() - started < 2
    assert not any(one.startswith("unreadable") for one in found.warnings)


def test_an_archive_is_never_opened():
    raw = TOP + b"Content-Type: application/zip; name=bomb.zip\n\nPK\x03\x04" + b"\0" * 100
    (archive,) = parse(raw).attachments
    assert (archive.name, archive.size) == ("bomb.zip", 104)
