# ruff: noqa: E501  (tables of cases, one to a line)
"""Outlook's winmail.dat, and the RTF inside it."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.service.channels.email import compressed_rtf
from whiteglove.service.channels.email.limits import Limits
from whiteglove.service.channels.email.parse import parse
from whiteglove.service.channels.email.rtf import rtf_to_html_or_text

TOP = b"From: jonas@weber.example\nDate: Mon, 2 Mar 2026 10:11:12 +0100\nContent-Type: application/ms-tnef; name=winmail.dat\n\n"


def winmail(*attributes):
    """A TNEF stream of (level, id, data)."""
    out = struct.pack("<IH", 0x223E9F78, 1)
    for level, key, data in ((1, 0x00069007, struct.pack("<II", 1252, 0)), *attributes):
        out += struct.pack("<BII", level, key, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    return out


def file(name, content):
    rendering = struct.pack("<HiHHHH", 1, -1, 0, 0, 0, 0)
    return (2, 0x00069002, rendering), (2, 0x00018010, name.encode() + b"\0"), (2, 0x0006800F, content)


def test_files_come_out_and_the_original_is_kept():
    found = parse(TOP + winmail(*file("offer.pdf", b"%PDF-"), *file("..\\cup.png", b"PNG")))
    assert [(one.name, one.size) for one in found.attachments][1:] == [("offer.pdf", 5), ("cup.png", 3)]
    assert found.attachments[0].name == "winmail.dat"
    assert found.attachments[1].type == "application/pdf"


def test_the_body_inside_is_the_text_when_there_is_no_other():
    assert parse(TOP + winmail((1, 0x0002800C, b"Hello Ada\0"))).text == "Hello Ada"


@pytest.mark.parametrize("damage", [b"", b"\x78\x9f\x3e\x22", b"junk", winmail(*file("a", b"b" * 99))[:-40]])
def test_a_damaged_one_stays_an_attachment(damage):
    found = parse(TOP + damage)
    assert found.attachments[0].content == damage
    assert not any(one.startswith("unreadable") for one in found.warnings)


def test_plain_rtf_is_read():
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}\f0 Caf\'e9 \u8364?\par\b Bye\b0\{x\}}"
    assert rtf_to_html_or_text(rtf) == ("Café €\nBye{x}", "")


def test_html_inside_rtf_is_taken_out():
    rtf = (
        rb"{\rtf1\ansi\ansicpg1251\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\par\htmlrtf0 \'cf\'f0\'e8\'e2\'e5\'f2"
        rb"{\*\htmltag84 &nbsp;}\htmlrtf \~\htmlrtf0 {\*\htmltag72 </p>}}"
    )
    assert rtf_to_html_or_text(rtf) == ("", "<p>Привет&nbsp;</p>")


def packed(rtf):
    """RTF as Outlook packs it: each byte as it is, or a reference to the longest run that was said before."""
    said, out, marks, at = bytearray(compressed_rtf._BEFORE), bytearray(), [], 0
    while at < len(rtf):
        size = next((n for n in range(17, 1, -1) if rtf[at : at + n] in said and len(rtf) >= at + n), 0)
        if size:
            marks.append((1, struct.pack(">H", (said.index(rtf[at : at + size]) % 4096) << 4 | size - 2)))
        else:
            marks.append((0, rtf[at : at + 1]))
        said += rtf[at : at + max(size, 1)]
        at += max(size, 1)
    marks.append((1, struct.pack(">H", (len(said) % 4096) << 4)))
    for start in range(0, len(marks), 8):
        group = marks[start : start + 8]
        out.append(sum(bit << place for place, (bit, _) in enumerate(group)))
        out += b"".join(piece for _, piece in group)
    return struct.pack("<IIII", len(out) + 12, len(rtf), 0x75465A4C, 0) + bytes(out)


def mapi_rtf(data):
    """The one MAPI property that carries the text."""
    value = struct.pack("<II", 1, len(data)) + data + b"\0" * (-len(data) % 4)
    return 1, 0x00069003, struct.pack("<IHH", 1, 0x0102, 0x1009) + value


def test_the_words_outlook_packs_are_unpacked():
    words = "The lamp, the lamp, the broken lamp. " * 12
    rtf = b"{\\rtf1\\ansi\\ansicpg1252\\deff0 " + words.encode() + b"}"
    assert len(packed(rtf)) < len(rtf) / 2
    assert parse(TOP + winmail(mapi_rtf(packed(rtf)))).text == words.strip()


def test_html_in_the_rtf_outlook_packs_is_the_html_of_the_mail():
    rtf = b"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\*\\htmltag64 <p>}Gr\\'fc\\'dfe{\\*\\htmltag72 </p>}}"
    found = parse(TOP + winmail(mapi_rtf(packed(rtf))))
    assert (found.html, found.text) == ("<p>Grüße</p>", "Grüße")


def test_packed_text_beyond_the_limit_is_cut_with_a_warning():
    rtf = b"{\\rtf1 " + b"ha " * 900 + b"}"
    found = parse(TOP + winmail(mapi_rtf(packed(rtf))), limits=Limits(rtf_bytes=1000))
    assert found.text.startswith("ha ha")
    assert len(found.text) < 1000
    assert any(one.startswith("text-over-limit-cut") for one in found.warnings)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_packed_rtf(data):
    compressed_rtf.decompress(struct.pack("<IIII", len(data) + 12, 5000, 0x75465A4C, 0) + data, 4000)
    whole = compressed_rtf.decompress(packed(b"{\\rtf1 " + data), 4000)
    assert whole == b"{\\rtf1 " + data


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_rtf(data):
    rtf_to_html_or_text(b"{\\rtf1 " + data)
    rtf_to_html_or_text(b"{\\rtf1\\fromhtml1 " + data)
