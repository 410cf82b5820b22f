# ruff: noqa: E501  (tables of cases, one to a line)
"""Who wrote and to whom, however the field is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.service.channels.email.addresses import addresses
from whiteglove.service.channels.email.limits import Limits
from whiteglove.service.channels.email.parse import parse


def read(field, **limits):
    found, warnings = addresses([field.encode()], Limits(**limits))
    return [(one.name, one.address) for one in found], warnings


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Cleo Amara <cleo@amara.example>", [("Cleo Amara", "cleo@amara.example")]),
        ("cleo@amara.example", [("", "cleo@amara.example")]),
        ("cleo@amara.example (Cleo Amara)", [("Cleo Amara", "cleo@amara.example")]),
        ('"Amara, Cleo" <cleo@amara.example>, Jonas <j@w.example>', [("Amara, Cleo", "cleo@amara.example"), ("Jonas", "j@w.example")]),
        ("Amara, Cleo <cleo@amara.example>", [("Amara, Cleo", "cleo@amara.example")]),
        ("a@b.example; C@D.Example", [("", "a@b.example"), ("", "C@d.example")]),
        ('Team: a@b.example, "X Y" <x@y.example>;, q@r.example', [("", "a@b.example"), ("X Y", "x@y.example"), ("", "q@r.example")]),
        ("undisclosed-recipients:;", []),
        ("Undisclosed recipients", []),
        ("<>", []),
        ("", []),
        ("<cleo@amara.example", [("", "cleo@amara.example")]),
        ("Cleo cleo@amara.example", [("Cleo", "cleo@amara.example")]),
        ('Cleo "the customer <cleo@amara.example>, Jonas <j@w.example>', [("Cleo the customer", "cleo@amara.example"), ("Jonas", "j@w.example")]),
        ('"Cleo \\"CA\\" Amara" <cleo@amara.example>', [('Cleo "CA" Amara', "cleo@amara.example")]),
        ("=?utf-8?q?Amara=2C_Cl=C3=A9o?= <cleo@amara.example>", [("Amara, Cléo", "cleo@amara.example")]),
        ('"=?utf-8?B?Q2zDqW8=?=" <cleo@amara.example>', [("Cléo", "cleo@amara.example")]),
        ("=?utf-8?B?Q2xlbyA8Y2xlb0BhbWFyYS5leGFtcGxlPg==?=", [("Cleo", "cleo@amara.example")]),
        ("\"'cleo@amara.example'\" <cleo@amara.example>", [("", "cleo@amara.example")]),
        ("Cleo <mailto:cleo@amara.example>", [("Cleo", "cleo@amara.example")]),
        ("<@relay.example:cleo@amara.example>", [("", "cleo@amara.example")]),
        ('"very unusual"@amara.example', [("", '"very unusual"@amara.example')]),
        ("Jörg <jörg@münchen.example>", [("Jörg", "jörg@münchen.example")]),
        ("Cleo <cleo@amara.example> <cleo@amara.example>", [("Cleo", "cleo@amara.example")]),
        ('"A" <a@b.example>"B" <b@c.example>', [("A", "a@b.example"), ("B", "b@c.example")]),
        ("cleo @ amara.example", [("", "cleo@amara.example")]),
        ("MAILER-DAEMON", [("", "MAILER-DAEMON")]),
        ("kate.o'hara@amara.example, 'cleo@amara.example'", [("", "kate.o'hara@amara.example"), ("", "cleo@amara.example")]),
        ("Kate kate.o'hara@amara.example", [("Kate", "kate.o'hara@amara.example")]),
        ("<Cleo Amara> <cleo@amara.example>", [("Cleo Amara", "cleo@amara.example")]),
        ("Postmaster <>, <>", [("Postmaster", "")]),
        ("MAILER-DAEMON (Mail delivery)", [("Mail delivery", "MAILER-DAEMON")]),
        ("cleo@[192.0.2.7], <jonas@[IPv6:2001:db8::7]>", [("", "cleo@[192.0.2.7]"), ("", "jonas@[ipv6:2001:db8::7]")]),
        ("cleo @ amara . example", [("", "cleo@amara.example")]),
        ("Friends: cleo@amara.example (at home); (no more)", [("at home", "cleo@amara.example")]),
        ("Nobody: (at (all));", []),
        ("cleo@amara.example>", [("", "cleo@amara.example")]),
        ("Cleo [cleo@amara.example]", [("Cleo", "cleo@amara.example")]),
    ],
)  # fmt: skip
def test_mailboxes_are_read(field, expected):
    assert read(field)[0] == expected


def test_a_name_without_address_is_kept_with_a_warning():
    assert read("Cleo Amara") == ([("Cleo Amara", "")], ["address-unreadable"])


def test_fields_of_one_name_are_read_together():
    found, _ = addresses([b"a@b.example", b"c@d.example"], Limits())
    assert [one.address for one in found] == ["a@b.example", "c@d.example"]


def test_addresses_beyond_the_limit_are_left_with_a_warning():
    found, warnings = read(", ".join(f"a{at}@b.example" for at in range(20)), addresses=5)
    assert (len(found), warnings) == (5, ["addresses-over-limit"])


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(field):
    addresses([field], Limits())


@pytest.mark.parametrize("field", ['"' * 20_000, "<(" * 10_000, "(" * 19_999 + ")", '"a <b@c> ' * 2_000, "a:" * 10_000])
def test_a_hostile_field_is_read_quickly(field):
    import time

    started = time.process_time()
    read(field)
    assert time.process_time() - started < 2


def test_of_several_senders_the_first_field_with_a_mailbox_counts():
    raw = b"From: \nFrom: Cleo <cleo@amara.example>, b@amara.example\nFrom: boss@northwind.example\nTo: a@x.example\nTo: b@x.example\n\nHi"
    found = parse(raw)
    assert [one.address for one in found.from_] == ["cleo@amara.example", "b@amara.example"]
    assert [one.address for one in found.to] == ["a@x.example", "b@x.example"]
    assert "from-repeated" in found.warnings
