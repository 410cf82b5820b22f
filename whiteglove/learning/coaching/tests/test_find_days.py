"""When a conversation takes place: pure rules over days."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.coaching.rhythm import EVERY, WEEKS, day_for, slot_of, slots_between, start_for, wanted

DAYS = st.dates(date(2000, 1, 3), date(2100, 1, 1))
MONDAY = date(2026, 11, 23)


@given(DAYS, st.sampled_from(EVERY))
def test_every_day_lies_in_one_slot_that_ends_before_the_next(day, every):
    slot = slot_of(every, day)
    assert slot.first <= day <= slot.last
    following = slot_of(every, slot.last + timedelta(days=1))
    assert following.first == slot.last + timedelta(days=1)
    assert following.key != slot.key


@given(DAYS, st.sampled_from(EVERY), st.integers(0, 6), st.data())
def test_the_wished_day_is_such_a_weekday_in_its_slot(day, every, weekday, data):
    slot = slot_of(every, day)
    found = wanted(slot, data.draw(st.integers(1, WEEKS[every])), weekday)
    assert slot.first <= found <= slot.last
    assert found.weekday() == weekday


@given(DAYS, st.sampled_from(EVERY), st.integers(0, 60))
def test_slots_between_two_days_leave_none_out(day, every, length):
    found = list(slots_between(every, day, day + timedelta(days=length)))
    assert found[0].first <= day
    assert found[-1].last >= day + timedelta(days=length)
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("every", "key"), [("week", "2026-W48"), ("month", "2026-11"), ("quarter", "2026-Q4"), ("year", "2026")]
)
def test_a_slot_is_named_for_its_time(every, key):
    assert slot_of(every, MONDAY).key == key


def test_a_closed_day_gives_way_to_the_next_and_a_closed_week_to_none():
    week = slot_of("week", MONDAY)
    assert day_for(week, MONDAY, lambda day: day.weekday() != 0, MONDAY) == date(2026, 11, 24)
    assert day_for(week, MONDAY, lambda day: False, MONDAY) is None


def test_without_a_later_day_it_moves_forward_but_never_into_the_past():
    week = slot_of("week", MONDAY)
    friday = date(2026, 11, 27)
    assert day_for(week, friday, lambda day: day.weekday() < 4, MONDAY) == date(2026, 11, 26)
    assert day_for(week, friday, lambda day: day.weekday() < 4, friday) is None


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC)


def test_conversations_of_one_lead_follow_each_other_within_opening_hours():
    hours = [(at(9), at(12)), (at(13), at(17))]
    assert start_for(at(10), 20, hours, []) == at(10)
    assert start_for(at(10), 20, hours, [(at(10), at(10, 20))]) == at(10, 20)
    assert start_for(at(11, 50), 20, hours, []) == at(13)
    assert start_for(at(16, 50), 30, hours, [(at(9), at(16, 30))]) == at(16, 30)
    assert start_for(at(10), 200, hours, []) == at(13)
    assert start_for(at(10), 300, hours, []) is None
