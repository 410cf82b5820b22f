"""When a profile says something, and who could mentor whom: rules without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.ui.typed import Words
from whiteglove.learning.community import completeness, wording
from whiteglove.learning.community.matching import Offered, Seeker, alike, match, ranked
from whiteglove.learning.community.meeting import clashes

pytestmark = pytest.mark.engineless
BIO = (
    "I answer customers of the bakery by mail and on the telephone, mostly about deliveries that went astray. Before "
    "that I taught swimming, which is where I learnt to stay calm."
)
WHOLE = {"name": "Ada Osei", "picture": True, "title": "Support agent", "bio": BIO,
         "achievements": ["Wrote our guide to late parcels"]}  # fmt: skip


def test_a_whole_profile_lacks_nothing():
    have = completeness.filled(**WHOLE)
    assert have == set(completeness.ASKED)
    assert completeness.missing(have) == []


@pytest.mark.parametrize(
    ("part", "poor"),
    [("name", "—"), ("bio", "service " * 200), ("bio", "...." * 80), ("achievements", ["-", "x"]), ("title", "—")],
)
def test_what_only_looks_filled_in_is_missing(part, poor):
    assert part not in completeness.filled(**WHOLE | {part: poor})


def test_links_lead_to_the_web_alone():
    told = "My talk https://talks.example/ada\njavascript:alert(1)\nhttps://user@evil.example\nhttp://[broken\nmailto:a@b.c"
    assert wording.links_of(told) == [{"says": "My talk", "url": "https://talks.example/ada"}]


def test_a_bio_is_safe_and_has_no_headings_of_its_own():
    html = wording.html_of(
        "# Big\n\n<script>alert(1)</script> [go](javascript:alert(1)) ![x](https://track.example/p.png)"
    )
    assert '<p class="strong">Big</p>' in html
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<img" not in html


def test_lines_are_counted_as_a_browser_counts_them():
    assert Words(max_length=3).clean("a\r\nb") == "a\nb"


MO = Seeker(1, ("Upset customers",), frozenset({"en"}), 0, frozenset({9}), frozenset())
ADA = Offered(1, 2, ("De-escalation", "Upset customers"), frozenset({"en", "fr"}), 2, 2, 1)


def test_somebody_who_offers_what_is_looked_for_fits():
    found = match(MO, ADA)
    assert found.is_open
    assert found.topics == ("Upset customers",)
    assert "Offers what you look for: Upset customers." in found.reasons
    assert "One place is free." in found.reasons


@pytest.mark.parametrize(
    ("seeker", "offer", "why"),
    [
        (replace(MO, id=2), ADA, "own offer"),
        (replace(MO, leads=frozenset({2})), ADA, "lead a team of yours"),
        (replace(MO, mentees=frozenset({2})), ADA, "mentor them already"),
        (MO, replace(ADA, taken=2), "taken"),
        (replace(MO, level=3), ADA, "further"),
        (replace(MO, languages=frozenset({"de"})), ADA, "language"),
    ],
)
def test_what_stands_between_two_people_is_said(seeker, offer, why):
    found = match(seeker, offer)
    assert not found.is_open
    assert why in found.obstacles[0]


def test_topics_are_alike_by_their_words():
    assert alike("Upset customers", "calming upset customers")
    assert alike("Élodie's way", "elodie's WAY")
    assert not alike("Upset customers", "Refund policy")
    assert not alike("", "Refunds")


NUMBERS = st.integers(0, 4)
OFFERS = st.lists(
    st.builds(
        Offered, NUMBERS, NUMBERS, st.lists(st.sampled_from(["Refunds", "Upset customers"]), max_size=2).map(tuple),
        st.frozensets(st.sampled_from(["en", "fr"])), NUMBERS, st.integers(1, 5), NUMBERS,
    ),
    max_size=8,
)  # fmt: skip


@given(OFFERS)
def test_nobody_is_offered_to_themselves_and_open_ones_come_first(offers):
    found = ranked(MO, offers)
    assert all(one.offered.mentor != MO.id for one in found)
    assert [one.is_open for one in found] == sorted((one.is_open for one in found), reverse=True)
    assert all(one.obstacles or one.offered.taken < one.offered.capacity for one in found)


def test_a_session_may_begin_when_another_ends():
    at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    assert not clashes(at + timedelta(minutes=30), 30, [(at, 30)])
    assert clashes(at + timedelta(minutes=29), 30, [(at, 30)])
    assert clashes(at - timedelta(minutes=29), 30, [(at, 30)])
