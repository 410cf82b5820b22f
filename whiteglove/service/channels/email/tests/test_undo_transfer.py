# ruff: noqa: E501  (tables of cases, one to a line)
"""Transfer encodings, sound and broken."""

import base64 as standard
import binascii
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.service.channels.email.transfer import base64, holds_yenc, quoted_printable, undo, uuencoded


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_sound_base64_is_undone(data):
    assert base64(standard.encodebytes(data)) == (data, "")


@pytest.mark.parametrize(
    ("written", "data"),
    [
        (b"SGVsbG8", b"Hello"), (b"SGVs\r\nbG8=\r\n", b"Hello"), (b"S G V s b G 8 =", b"Hello"), (b"SGVsbG8===", b"Hello"),
        (b"SGVs*bG8=", b"Hello"), (b"SGVsbG8=IHRoZXJl", b"Hello there"), (b"SGVsbG8gV", b"Hello "), (b"", b""), (b"=", b""),
        (b"SGVsbG8=\n----=_other boundary--\n", b"Hello"), (b"SGVs\r\n--b--\r\n", b"Hel"),
    ],
)  # fmt: skip
def test_broken_base64_gives_what_it_can(written, data):
    assert base64(written)[0] == data


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_sound_quoted_printable_is_undone(data):
    data = data.replace(b"\r", b"")
    assert quoted_printable(quopri.encodestring(data))[0] == data


@pytest.mark.parametrize(
    ("written", "data"),
    [
        (b"caf=C3=A9", b"caf\xc3\xa9"), (b"caf=c3=a9", b"caf\xc3\xa9"), (b"soft=\r\nbreak", b"softbreak"), (b"soft= \t\nbreak", b"softbreak"),
        (b"5 = 5", b"5 = 5"), (b"=ZZ", b"=ZZ"), (b"end=", b"end"), (b"blank  \nnext", b"blank\nnext"), (b"=\n\n", b"\n"),
    ],
)  # fmt: skip
def test_broken_quoted_printable_loses_nothing(written, data):
    assert quoted_printable(written)[0] == data


def _uu(data, name="cup.bin"):
    lines = [binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45)]
    return b"begin 644 " + name.encode() + b"\n" + b"".join(lines) + b"`\nend\n"


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_uuencoded_files_are_found_in_text(data):
    (found,) = uuencoded(b"See below.\n\n" + _uu(data) + b"\nBye")
    assert (found.name, found.content) == ("cup.bin", data)


def test_a_sentence_that_begins_so_is_no_file():
    assert uuencoded(b"begin 644 cups today\nand end\nsome day\n") == []


def test_a_uuencoded_part_is_undone():
    assert undo(_uu(b"Hello"), "x-uuencode") == (b"Hello", "")


def test_unknown_encodings_are_passed_through_with_a_warning():
    assert undo(b"x", "x-secret") == (b"x", "transfer-encoding-unknown:x-secret")


@pytest.mark.parametrize("name", ["7bit", "8bit", "BINARY", "", '"8bit"', "7bit (plain)"])
def test_plain_encodings_change_nothing(name):
    assert undo(b"a=41 SGVs", name) == (b"a=41 SGVs", "")


def test_yenc_is_noticed():
    assert holds_yenc(b"=ybegin line=128 size=5 name=cup.bin\n...\n=yend size=5\n")
    assert not holds_yenc(b"a =ybegin of sorts")


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "8bit", "?"]))
def test_any_bytes_can_be_undone(data, name):
    undo(data, name)
    uuencoded(data)
