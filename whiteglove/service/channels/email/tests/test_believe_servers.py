"""Authentication-Results (RFC 8601): only a trusted server's word counts, and a forger's line is as good as none."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.channels.email.authentication import disowned, names_in, results
from whiteglove.service.channels.email.driver import EmailDriver
from whiteglove.service.channels.tests.letters import NOW, letter

MX = frozenset({"mx.whiteglove.example"})
FAILED = "mx.whiteglove.example; spf=fail smtp.mailfrom=x.example; dkim=none; dmarc=fail header.from=customer.example"
PASSED = "mx.whiteglove.example; spf=pass; dkim=pass header.d=customer.example; dmarc=pass"

READ = [
    (FAILED, {"dmarc": "fail", "spf": "fail", "dkim": "none"}),
    (PASSED, {"dmarc": "pass", "spf": "pass", "dkim": "pass"}),
    ("MX.Whiteglove.Example. 1; dmarc=fail", {"dmarc": "fail"}),
    ("(checked) mx.whiteglove.example (by (nested; comments)) 1 ; dmarc (policy) = fail (p=reject)", {"dmarc": "fail"}),
    ('"mx.whiteglove.example"; dmarc=fail', {"dmarc": "fail"}),
    ("mx.whiteglove.example; DMARC/1 = FAIL", {"dmarc": "fail"}),
    ('mx.whiteglove.example; spf=pass reason="; dmarc=fail"', {"spf": "pass"}),
    ('mx.whiteglove.example; spf=pass reason="\\"; dmarc=fail"', {"spf": "pass"}),
    ("mx.whiteglove.example; spf=pass (; dmarc=fail)", {"spf": "pass"}),
    ("mx.whiteglove.example; dkim=fail header.d=list.example; dkim=pass header.d=customer.example", {"dkim": "pass"}),
    ("mx.whiteglove.example; spf=pass smtp.mailfrom=a.example; spf=softfail smtp.helo=b.example", {"spf": "softfail"}),
    ("mx.whiteglove.example; arc=pass (i=1; dmarc=fail); dmarc=pass (p=reject; sp=none)", {"dmarc": "pass"}),
    ("mx.whiteglove.example; none", None),
    ("mx.whiteglove.example", None),
    ("mx.whiteglove.example.elsewhere.example; dmarc=fail", None),
    ("x.mx.whiteglove.example; dmarc=fail", None),
    ("elsewhere.example; dmarc=fail", None),
    ("dmarc=fail", None),
    ("", None),
    (";;;===(((", None),
]


@pytest.mark.parametrize(("field", "expected"), READ)
def test_a_trusted_servers_word_is_read(field, expected):
    assert results([field], MX) == ({"by": "mx.whiteglove.example"} | expected if expected else {})


FORGED_SENDERS = [
    '"x);dmarc=pass;("@evil.example',
    '"x);dmarc=pass;dkim=pass;("@evil.example',
    "x);dmarc=pass;(@evil.example",
    "x;dmarc=pass@evil.example",
    "x;dkim=pass@evil.example",
    '"x("@evil.example',
    '"x(@evil.example',
    '"x\\@evil.example',
    "x(@evil.example",
    '"x\\"("@evil.example',
]


@pytest.mark.parametrize("sender", FORGED_SENDERS)
@pytest.mark.parametrize(
    "said",
    [
        "spf=pass (mx: domain of {0} designates 192.0.2.1) smtp.mailfrom={0}; dkim=none; dmarc=fail header.d=b",
        "spf=pass (mx: domain of {0} designates 192.0.2.1) smtp.mailfrom=e.example; dkim=none; dmarc=fail (p=none)",
        "spf=pass smtp.mailfrom={0}; dkim=none; dmarc=fail header.from=bank.example",
    ],
)
def test_an_address_that_the_server_quotes_does_not_write_its_verdict(sender, said):
    assert disowned(results([f"mx.whiteglove.example; {said}".format(sender)], MX))


@pytest.mark.parametrize(
    "sender", ['"x);dkim=pass;("@bank.example', '"x(;dkim=pass"@bank.example', "x;dkim=pass@bank.example"]
)
def test_an_address_that_the_server_quotes_does_not_sign_the_mail(sender):
    said = f"mx.whiteglove.example; spf=fail (mx: {sender} isn't permitted) smtp.mailfrom={sender}; dkim=none"
    assert disowned(results([said], MX))


def test_a_quoted_address_that_tears_nothing_changes_nothing():
    said = 'spf=pass (domain of "cleo amara"@a.example) smtp.mailfrom="cleo; amara"@a.example; dkim=pass'
    assert results([f"mx.whiteglove.example; {said}"], MX) == {
        "by": "mx.whiteglove.example",
        "spf": "pass",
        "dkim": "pass",
    }


def test_what_a_forger_wrote_below_the_servers_word_does_not_count():
    assert results([FAILED, PASSED], MX) == results([FAILED], MX)
    assert results(["elsewhere.example; dmarc=pass", FAILED], MX)["dmarc"] == "fail"


def test_what_several_programs_of_one_server_say_is_put_together():
    found = results([f"mx.whiteglove.example; {one}" for one in ("dmarc=pass", "dkim=pass", "spf=softfail")], MX)
    assert found == {"by": "mx.whiteglove.example", "dmarc": "pass", "dkim": "pass", "spf": "softfail"}


def test_nobody_is_believed_until_somebody_is_named():
    assert results([FAILED], names_in("")) == {}
    assert names_in(" MX.example.com, mx2.example.com.;") == {"mx.example.com", "mx2.example.com"}


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ({}, False),
        ({"dmarc": "fail", "spf": "pass", "dkim": "pass"}, True),
        ({"dmarc": "pass", "spf": "softfail", "dkim": "pass"}, False),
        ({"dmarc": "none", "spf": "fail", "dkim": "fail"}, True),
        ({"spf": "softfail", "dkim": "none"}, True),
        ({"spf": "fail", "dkim": "temperror"}, False),
        ({"spf": "fail"}, False),
        ({"dkim": "fail"}, False),
        ({"spf": "none", "dkim": "none"}, False),
        ({"dmarc": "pass", "spf": "fail", "dkim": "fail"}, True),
    ],
    ids=str,
)
def test_a_mail_is_disowned_where_dmarc_or_both_proofs_fail(found, verdict):
    assert disowned(found) is verdict


@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_field_is_read_or_left(fields):
    assert set(results(["mx.whiteglove.example;" + field for field in fields], MX)) <= {"by", "dmarc", "spf", "dkim"}


def test_a_hostile_field_takes_no_longer_than_its_length():
    assert results(["mx.whiteglove.example;" + "(" * 10**6, *["x;" * 10**5] * 10**3], MX) == {}


@pytest.mark.parametrize(("setting", "expected"), [("mx.whiteglove.example", True), ("", False), (None, False)])
def test_a_mailbox_believes_the_server_it_names(setting, expected):
    account = SimpleNamespace(pk=1, settings={"checked_by": setting})
    raw = b"Authentication-Results: mx.whiteglove.example;\r\n\tspf=fail; dmarc=fail\r\n" + letter()
    read = EmailDriver().in_mailbox(EmailDriver().parse(raw, envelope={}, at=NOW), account)
    assert (read.disowned, bool(read.authentication)) == (expected, expected)
