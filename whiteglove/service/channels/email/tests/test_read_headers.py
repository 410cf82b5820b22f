"""Header fields, encoded words and parameters, in all the broken forms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.service.channels.email.headers import decoded, message_ids, read_block
from whiteglove.service.channels.email.limits import Limits
from whiteglove.service.channels.email.parameters import file_name, safe_name, value_and_parameters
from whiteglove.service.channels.email.parse import parse


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("=?utf-8?B?w6k=?= =?utf-8?B?w6k=?=", "éé"),
        ("=?UTF-8?Q?Caf=C3?= =?UTF-8?Q?=A9_au_lait?=", "Café au lait"),
        ("=?utf-8?B?4oI=?= =?utf-8?B?rA==?=", "€"),
        ("=?iso-8859-1?Q?caf=E9 noir?=", "café noir"),
        ("=?utf-8?q?a?==?utf-8?q?b?=", "ab"),
        ("one =?utf-8?q?two?= three", "one two three"),
        ('"=?utf-8?q?quoted?="', '"quoted"'),
        ("=?utf-8?B?w6nDqQ=", "éé"),
        ("=?utf-8?B?w6nDqQ?=", "éé"),
        ("=?utf-8*en?Q?tongue?=", "tongue"),
        ("=?utf-8?Q?what=3F_now?_yes?=", "what? now? yes"),
        ("=?utf-8?Q?Caf=C3=A9_?= =?utf-8?Q?au_lait_?= =?utf-8?Q?=3D?=", "Café au lait ="),
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?x-unknown?Q?x=20y?=", "x y"),
        ("=?windows-1252?Q?=80_5?=", "€ 5"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("a = b ? c", "a = b ? c"),
        ("line\tbreak\x00", "line break"),
    ],
)
def test_encoded_words_are_decoded(field, expected):
    assert decoded(field) == expected


@pytest.mark.parametrize(("raw", "expected"), [("Grüße".encode(), "Grüße"), ("Grüße".encode("latin-1"), "Grüße")])
def test_raw_8_bit_fields_are_read(raw, expected):
    assert decoded(raw) == expected


@pytest.mark.parametrize("charset", ["windows-1251", "gb2312", "iso-8859-1", "utf-8", "us-ascii"])
def test_a_field_in_utf_8_is_read_as_such_whatever_the_body_is_in(charset):
    raw = f"From: Zoë <zoe@amara.example>\nSubject: Tasse größer\nContent-Type: text/plain; charset={charset}\n\nHello"
    found = parse(raw.encode())
    assert (found.subject, found.from_[0].name) == ("Tasse größer", "Zoë")


def test_a_field_in_no_utf_8_is_read_in_the_charset_of_the_body():
    raw = "From: a@b.example\nSubject: Где заказ\nContent-Type: text/plain; charset=koi8-r\n\nПривет"
    assert parse(raw.encode("koi8-r")).subject == "Где заказ"


def test_folded_fields_are_unfolded_and_names_know_no_case():
    block = read_block(b"SUBJECT: one\r\n two\r\n\tthree\r\nX-Y : z\r\n\r\nbody", 0, 100, Limits())
    assert block.fields == [("subject", b"one two three"), ("x-y", b"z")]


def test_a_damaged_line_joins_the_field_before_it():
    data = b"Subject: one\ntwo without a space\nTo: a@b\n\nbody"
    block = read_block(data, 0, len(data), Limits())
    assert block.raw("subject") == b"one two without a space"
    assert data[block.body :] == b"body"
    assert block.warnings == ["header-line-damaged"]


def test_a_blank_line_inside_a_folded_field_does_not_end_the_header():
    data = b"To: a@b.example,\n\t\n  c@d.example\nSubject: one\n \n two\n \nX: y\n\nbody"
    block = read_block(data, 0, len(data), Limits(), top=True)
    assert [name for name, _ in block.fields] == ["to", "subject", "x"]
    assert block.raw("to").split() == [b"a@b.example,", b"c@d.example"]


def test_a_sender_with_blanks_before_its_colon_is_no_line_of_an_mbox():
    assert parse(b"From  : Cleo <cleo@amara.example>\nSubject: x\n\nbody").from_[0].address == "cleo@amara.example"


def test_a_blank_line_before_an_indented_body_ends_the_header():
    data = b"Subject: one\n \n  Hello,\nmy lamp is broken.\n"
    block = read_block(data, 0, len(data), Limits(), top=True)
    assert (block.fields, data[block.body :]) == ([("subject", b"one")], b"  Hello,\nmy lamp is broken.\n")


def test_a_body_without_an_empty_line_before_it_is_found():
    data = b"Subject: one\nThis is the body.\nAnd more.\n"
    block = read_block(data, 0, len(data), Limits())
    assert data[block.body :].startswith(b"This is the body.")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (b"<a@b> <c@d>", ("a@b", "c@d")),
        (b"<a@b>,<c@d>\t<a@b>", ("a@b", "c@d")),
        (b"a@b c@d", ("a@b", "c@d")),
        (b"Your message of Monday <a@b>", ("a@b",)),
        (b"<a very odd @ id>", ("averyodd@id",)),
        (b"", ()),
        (b"<>", ()),
    ],
)
def test_message_ids_are_read(field, expected):
    assert message_ids(field, 100) == expected


def test_of_endless_references_the_newest_are_kept():
    assert message_ids(b" ".join(b"<%d@x>" % at for at in range(50)), 3) == ("47@x", "48@x", "49@x")


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (b'attachment; filename="a b.pdf"', "a b.pdf"),
        (b"attachment; filename=a b.pdf", "a b.pdf"),
        (b"attachment; filename*=UTF-8''%e2%82%ac.pdf", "€.pdf"),
        (b"attachment; filename*0*=utf-8'en'a%20; filename*1=b; filename*2*=%c3%a9.txt", "a bé.txt"),
        (b"attachment; filename*1=world.txt; filename*0=hello-", "hello-world.txt"),
        (b"attachment; filename*0*=iso-8859-1''%E9; filename*1*=%E8.txt", "éè.txt"),
        (b'attachment; filename="=?utf-8?B?w6kucGRm?="', "é.pdf"),
        (b'attachment; filename="a;b=c.txt"; size=3', "a;b=c.txt"),
        (b'attachment; filename="unclosed.pdf', "unclosed.pdf"),
        (b"attachment; filename='single.pdf'", "single.pdf"),
        ('attachment; filename="Größe.pdf"'.encode("latin-1"), "Größe.pdf"),
        (b'attachment; filename="C:\\Users\\Cleo\\cup.png"', "cup.png"),
        (b'attachment; filename="../../etc/passwd"', "passwd"),
        (b'attachment; filename="%C3%A9%C3%A8.txt"', "éè.txt"),
        (b'attachment; filename="a\\"b.txt"', 'a"b.txt'),
        (b"attachment", ""),
        (b'attachment; filename=".."', ""),
    ],
)
def test_file_names_are_read(field, name):
    assert file_name(value_and_parameters(field)[1], {}) == name


def test_a_file_name_may_stand_in_the_content_type_only():
    assert file_name({}, value_and_parameters(b'application/pdf; name="x.pdf"')[1]) == "x.pdf"


def test_a_missing_semicolon_is_forgiven():
    assert value_and_parameters(b"text/plain charset=utf-8") == ("text/plain", {"charset": "utf-8"})


@pytest.mark.parametrize(
    "more", [" (words)", " Content-Transfer-Encoding: 8bit", ", x", ",charset=utf-8", " ; charset=utf-8"]
)
def test_what_is_written_behind_a_type_is_none_of_it(more):
    assert value_and_parameters(b"text/html" + more.encode())[0] == "text/html"


def test_a_comma_in_place_of_the_semicolon_is_forgiven():
    assert value_and_parameters(b"text/html, charset=utf-8") == ("text/html", {"charset": "utf-8"})


def test_file_names_hold_no_tricks():
    assert safe_name("in\u202egpj.exe\x00\r\n") == "in gpj.exe"
    assert len(safe_name("x" * 1000 + ".pdf")) == 255
    assert safe_name("x" * 1000 + ".pdf").endswith(".pdf")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_can_be_a_header(data):
    read_block(data, 0, len(data), Limits())
    decoded(data)
    value_and_parameters(data)
    message_ids(data, 10)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=40))
def test_what_the_standard_library_encodes_is_decoded(text):
    from email.header import Header

    assert decoded(Header(text, "utf-8").encode().replace("\n", "")) == text
