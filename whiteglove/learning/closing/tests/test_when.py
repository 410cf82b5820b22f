"""When we ask again: open days count, nobody is woken."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.closing.when import due, is_proper, proper
from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar

OFFICE = Calendar.from_dict({"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}, "holidays": ["2026-12-25"]})
CLOSED = Calendar.from_dict({"zone": "UTC", "hours": {}})
BERLIN, AUCKLAND, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Auckland"), ZoneInfo("Asia/Tokyo")
moments = st.integers(0, 700_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
zones = st.sampled_from([BERLIN, AUCKLAND, TOKYO, ZoneInfo("America/Los_Angeles"), ZoneInfo("Africa/Douala")])


def local(*given_: int) -> datetime:
    return datetime(*given_, tzinfo=BERLIN)


def test_a_weekend_and_a_holiday_do_not_count():
    assert due(local(2026, 12, 24, 11), 1, OFFICE, BERLIN) == local(2026, 12, 28, 11)


def test_after_closing_it_waits_for_the_morning():
    assert due(local(2026, 3, 3, 19), 1, OFFICE, BERLIN) == local(2026, 3, 5, 9)


def test_where_our_hours_are_their_night_their_day_decides():
    found = proper(local(2026, 3, 3, 11), OFFICE, AUCKLAND)
    assert 8 <= found.astimezone(AUCKLAND).hour < 20


def test_where_we_never_open_every_day_counts():
    assert due(datetime(2026, 3, 3, 11, tzinfo=UTC), 2, CLOSED, ZoneInfo("UTC")) == datetime(2026, 3, 5, 11, tzinfo=UTC)


@given(moments, zones, st.integers(1, 60))
def test_it_is_always_later_and_in_the_customers_day(at, zone, days):
    found = due(at, days, OFFICE, zone)
    assert found > at
    assert 8 <= found.astimezone(zone).hour < 20
    assert is_proper(found, OFFICE, zone)


@given(moments)
def test_where_both_days_meet_we_are_open_too(at):
    found = proper(at, OFFICE, BERLIN)
    assert clock.is_open(OFFICE, found)
    assert found - at < timedelta(days=5)
