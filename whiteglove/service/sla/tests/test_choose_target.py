"""Targets: reading them, and which one applies."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.target import Target, TargetError, clocks_of, in_force, read_duration

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ANY = Target("first_reply", 14_400, id="any")
EMAIL = Target("first_reply", 7200, id="email", channel="email")
URGENT = Target("first_reply", 3600, id="urgent", channel="email", priorities=frozenset({"urgent", "high"}))
REFUND = Target("first_reply", 1800, id="refund", kinds=frozenset({"refund"}))
COMPLEX = Target("resolution", 259_200, id="complex", complex=True)


@pytest.mark.parametrize(
    ("traits", "chosen"),
    [
        ({}, "any"),
        ({"channel": "chat"}, "any"),
        ({"channel": "email"}, "email"),
        ({"channel": "email", "priority": "low"}, "email"),
        ({"channel": "email", "priority": "high"}, "urgent"),
        ({"channel": "chat", "kind": "refund"}, "refund"),
        ({"channel": "email", "kind": "refund"}, "email"),
    ],
)
def test_the_target_naming_most_traits_applies_and_the_first_of_equals(traits, chosen):
    assert in_force([ANY, EMAIL, URGENT, REFUND], "first_reply", traits, NOW).id == chosen


def test_no_target_applies_where_none_fits():
    assert in_force([COMPLEX], "resolution", {"complex": False}, NOW) is None
    assert in_force([COMPLEX], "resolution", {"complex": True}, NOW) is COMPLEX


def test_a_target_is_in_force_from_its_beginning_and_not_at_its_end():
    target = Target("first_reply", 60, active_from=NOW, active_until=NOW + timedelta(days=1))
    days = [-1, 0, 0.5, 1]
    assert [target.active(NOW + timedelta(days=day)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(90, 90), ("30s", 30), ("15 min", 900), ("2h", 7200), ("1h 30m", 5400), ("3 days", 259_200), ("1.5 hours", 5400)],
)
def test_a_duration_is_read_as_seconds(written, seconds):
    assert read_duration(written) == seconds


@pytest.mark.parametrize("written", ["", "soon", "4", "4h later", None, "-2h"])
def test_a_duration_that_is_none_is_refused(written):
    with pytest.raises(TargetError, match="write it like"):
        read_duration(written)


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ({"metric": "first_smile", "within": "2h"}, "first_smile"),
        ({"metric": "first_reply"}, "time"),
        ({"metric": "first_reply", "within": "2h", "counts": "moons"}, "moons"),
        ({"metric": "first_reply", "within": "2h", "pauses_when": ["bored"]}, "bored"),
        ({"metric": "first_reply", "within": -5}, "-5"),
        ({"metric": "first_reply", "within": "2h", "warn_at": 0}, "warn_at"),
        ({"metric": "first_reply", "within": "2h", "warn_at": 2}, "warn_at"),
        ({"metric": "first_reply", "within": "2h", "colour": "red"}, "colour"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(spec, says):
    with pytest.raises(TargetError, match=says):
        Target.from_dict(spec)


def test_a_target_says_on_which_calendar_it_counts():
    office = Calendar.from_dict({"hours": {"mon-fri": "09:00-17:00"}})
    assert Target("first_reply", 60).counted_on(office) is office
    assert Target("first_reply", 60, counts="wall").counted_on(office) == Calendar.always()
    assert Target("first_reply", 60, counts="days").counted_on(office) is office.whole_days
    own = Target.from_dict({"metric": "first_reply", "within": 60, "calendar": {"hours": {"sat": "09:00-12:00"}}})
    assert own.counted_on(office) is own.calendar


def test_a_line_of_a_standard_pack_is_read_in_its_own_words():
    promise = {
        "id": "email.resolution-complex", "g": "G8", "says": "Settled.", "channel": "email", "metric": "resolution",
        "complex": True, "within": "72 h", "aim": "48 h", "counts": "working-days", "pauses": ["customer", "snoozed"],
    }  # fmt: skip
    target = clocks_of(promise)[0]
    assert (target.seconds, target.counts, target.warn_at) == (259_200, "days", 48 / 72)
    assert target.pauses_when == {"waiting", "snoozed"}


@pytest.mark.parametrize(
    ("channel", "word", "metric"),
    [
        ("email", "acknowledgement", "first_acknowledgement"),
        ("email", "next_reply", "next_reply"),
        ("email", "update", "periodic_update"),
        ("chat", "connection", "chat_connect"),
        ("chat", "next_reply", "chat_reply"),
        ("chat", "handover", "chat_specialist"),
        ("phone", "answer", "phone_answer"),
        ("phone", "callback", "callback"),
    ],
)
def test_a_metric_is_known_by_its_short_name_on_its_channel(channel, word, metric):
    assert clocks_of({"id": "x", "channel": channel, "metric": word, "within": "1 h"})[0].metric == metric


def test_a_hold_with_check_ins_promises_two_clocks():
    hold = {"id": "phone.hold", "channel": "phone", "metric": "hold", "within": "2 min", "check_in": "45 s"}
    assert [(t.metric, t.seconds) for t in clocks_of(hold)] == [("phone_hold", 120), ("phone_check_in", 45)]


def test_a_share_promises_no_clock():
    assert clocks_of({"id": "x", "channel": "chat", "metric": "first_contact_resolution", "share": 80}) == []
