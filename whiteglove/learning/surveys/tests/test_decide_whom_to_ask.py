"""Whom a survey is for, and why somebody isn't asked: the rule by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.learning.surveys import asking
from whiteglove.learning.surveys.asking import Matter
from whiteglove.learning.surveys.asks import Ask, filled_in
from whiteglove.learning.surveys.models import Why
from whiteglove.learning.surveys.scales import SCALES

pytestmark = pytest.mark.engineless
NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
WORDS = {"en": {"question": "How was it, {name}?"}, "pt": {"question": "Como foi?"}, "zh-Hant": {"question": "?"}}
ASK = Ask(
    id="after", name="Satisfaction", scale=SCALES["csat"], on=True, after=3600, business=True,
    expires=timedelta(14), changeable=timedelta(3), rest=timedelta(30), bad_at=2, reopens_at=1, words=WORDS,
    not_tags=frozenset({"spam"}),
)  # fmt: skip
FINE = Matter(replies=1, written=1, addresses=(("cleo@customer.example", False),))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"merged": True, "solved": False}, Why.MERGED),
        ({"solved": False}, Why.REOPENED),
        ({"replies": 0}, Why.NO_REPLY),
        ({"machines": 1}, Why.AUTOMATIC),
        ({"written": 2, "machines": 1}, ""),
        ({"written": 0}, ""),
        ({"rated": True}, Why.RATED),
        ({"tags": frozenset({"spam", "vip"})}, Why.LEFT_OUT),
        ({"tags": frozenset({"vip"})}, ""),
        ({"unsubscribed": True}, Why.UNSUBSCRIBED),
        ({"addresses": ()}, Why.NO_ADDRESS),
        ({"addresses": (("a@x", True),)}, Why.BOUNCED),
        ({"addresses": (("a@x", True), ("b@x", False))}, ""),
        ({"asked_at": NOW - timedelta(days=29)}, Why.LATELY),
        ({"asked_at": NOW - timedelta(days=30)}, ""),
    ],
)
def test_each_reason_not_to_ask(changes, why):
    assert asking.not_now(ASK, replace(FINE, **changes), NOW) == why


def test_nobody_is_asked_by_what_is_switched_off():
    off = replace(ASK, on=False)
    assert asking.not_now(off, FINE, NOW) == Why.SWITCHED_OFF
    assert asking.first_fitting([off, replace(ASK, id="second")], FINE).id == "second"
    assert asking.first_fitting([off], FINE) is None


def test_a_survey_may_be_meant_for_some_tickets_only():
    mails = replace(ASK, channels=frozenset({"email"}), kinds=frozenset({"refund"}))
    assert asking.first_fitting([mails], replace(FINE, kind="refund")) is mails
    assert asking.first_fitting([mails], replace(FINE, kind="billing")) is None
    assert asking.first_fitting([mails], replace(FINE, kind="refund", channel="chat")) is None


def test_it_goes_to_the_first_address_that_takes_mail():
    assert replace(FINE, addresses=(("a@x", True), ("b@x", False), ("c@x", False))).address == "b@x"


def test_whom_it_is_about():
    assert asking.served_by(7, 8, {9: NOW}) == 7
    assert asking.served_by(None, 8, {9: NOW}) == 8
    assert asking.served_by(None, None, {9: NOW - timedelta(1), 5: NOW}) == 5
    assert asking.served_by(None, None, {}) is None


def test_the_language_is_the_nearest_it_has_words_in():
    assert ASK.language("pt-BR", "en") == "pt"
    assert ASK.language("", "fr", "zh-Hant") == "zh-Hant"
    assert ASK.language("fr") == "en"


def test_what_a_customer_wrote_is_never_read_as_a_template():
    assert ASK.says("question", "en", name="{number}") == "How was it, {number}?"
    assert filled_in("Hello {name},", {"name": ""}) == "Hello,"
    assert filled_in("{{as it is}} {name}", {"name": "x"}) == "{as it is} x"


@pytest.mark.parametrize(
    ("kind", "bands"),
    [
        ("csat", ["poor"] * 2 + ["middling"] + ["good"] * 2),
        ("ces", ["poor"] * 3 + ["middling"] + ["good"] * 3),
        ("nps", ["poor"] * 7 + ["middling"] * 2 + ["good"] * 2),
    ],
)
def test_what_an_answer_comes_to(kind, bands):
    scale = SCALES[kind]
    assert [scale.band(score) for score in scale.scores] == bands
    assert not scale.fits(scale.least - 1) and not scale.fits(scale.most + 1)
