"""When something is due, explained day by day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.explain import explain
from whiteglove.service.sla.in_words import changes, differing_days, week_in_words

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Calendar.from_dict({
    "zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-12:30, 13:30-17:00"},
    "holidays": [{"country": "DE"}, {"date": "2026-12-24", "hours": "09:00-12:00", "name": "Christmas Eve"}],
})  # fmt: skip
NIGHTS = Calendar.from_dict({"zone": "Europe/Berlin", "hours": {"daily": "22:00-06:00"}})


def told(calendar: Calendar, start: datetime, hours: float) -> list[tuple[str, str, float, str]]:
    steps = explain(calendar, start, hours * 3600).steps
    spans = [", ".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in step.spans) for step in steps]
    return [(f"{s.day:%d}", said, s.seconds / 3600, s.why) for s, said in zip(steps, spans, strict=True)]


def test_each_day_says_what_it_gave_and_why_not():
    assert told(OFFICE, datetime(2026, 12, 23, 15, tzinfo=BERLIN), 8) == [
        ("23", "15:00-17:00", 2, ""),
        ("24", "09:00-12:00", 3, "open only 09:00–12:00: Christmas Eve"),
        ("25", "", 0, "Christmas Day (DE)"),
        ("26", "", 0, "Second Day of Christmas (DE)"),
        ("27", "", 0, "closed on Sundays"),
        ("28", "09:00-12:00", 3, ""),
    ]


def test_a_weekend_is_one_step():
    steps = explain(OFFICE, datetime(2026, 11, 20, 16, tzinfo=BERLIN), 2 * 3600).steps
    assert (steps[1].day, steps[1].last) == (date(2026, 11, 21), date(2026, 11, 22))
    assert steps[1].why == "closed on Saturdays and Sundays"


def test_a_night_is_told_on_both_of_its_days():
    start = datetime(2026, 11, 20, 23, tzinfo=BERLIN)
    assert told(NIGHTS, start, 3)[:2] == [("20", "23:00-00:00", 1, ""), ("21", "00:00-02:00", 2, "")]


def test_a_long_time_leaves_days_out_and_shows_its_end():
    found = explain(OFFICE, datetime(2026, 11, 2, 9, tzinfo=BERLIN), 200 * 3600)
    assert found.hidden > 0
    assert found.tail[-1].day == found.due.date()
    assert found.tail[-1].left == 0


def test_more_than_sixty_days_is_refused():
    with pytest.raises(ValueError, match="60 days"):
        explain(OFFICE, datetime(2026, 11, 2, 9, tzinfo=BERLIN), 61 * 86_400)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.integers(0, 40 * 3600), st.booleans())  # noqa: DTZ001
def test_the_steps_add_up_to_the_time(start, seconds, at_night):
    calendar = NIGHTS if at_night else OFFICE
    found = explain(calendar, start.replace(tzinfo=BERLIN), seconds)
    assert found.due == clock.add(calendar, start.replace(tzinfo=BERLIN), seconds)
    if not found.hidden:
        assert sum(step.seconds for step in found.steps) == pytest.approx(seconds, abs=1e-3)


def test_the_week_is_told_in_few_words():
    assert week_in_words(OFFICE) == [("Mon–Fri", "09:00–12:30, 13:30–17:00"), ("Sat, Sun", "closed")]
    assert week_in_words(NIGHTS) == [("Every day", "22:00–06:00 next day")]


def test_a_date_open_for_some_hours_is_told_once():
    found = differing_days(OFFICE, date(2026, 12, 20), date(2026, 12, 25))
    assert [(one.day.day, one.what, one.why) for one in found] == [
        (24, "open only 09:00–12:00", "Christmas Eve"), (25, "closed", "Christmas Day (DE)"),
    ]  # fmt: skip


def test_events_of_a_feed_keep_their_names():
    text = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261201
SUMMARY:Inventory
END:VEVENT
BEGIN:VEVENT
DTSTART:20261202T130000
DURATION:PT2H
SUMMARY:All-hands
END:VEVENT
END:VCALENDAR"""
    calendar = Calendar.from_dict({"zone": "Europe/Berlin", "hours": {"daily": "24h"}, "ical": text})
    found = differing_days(calendar, date(2026, 12, 1), date(2026, 12, 31))
    assert [(one.what, one.why) for one in found] == [("closed", "Inventory"), ("closed 13:00–15:00", "All-hands")]


def test_a_change_is_told_line_by_line():
    new = Calendar.from_dict({"zone": "UTC", "hours": {"mon-thu": "09:00-12:30, 13:30-17:00", "fri": "09:00-12:00"},
                              "holidays": [{"date": "2026-12-31", "name": "Stocktaking"}]})  # fmt: skip
    said = changes(OFFICE, new)
    assert said[:2] == ["Zone: UTC, was Europe/Berlin", "Fri: 09:00–12:00, was 09:00–12:30, 13:30–17:00"]
    assert "Added: 2026-12-31 closed (Stocktaking)" in said
    assert "Taken out: public holidays of Germany" in said
