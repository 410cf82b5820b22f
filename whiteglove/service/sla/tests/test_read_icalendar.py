"""Days and hours closed by an iCalendar feed."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.hours import CalendarError
from whiteglove.service.sla.ical import Feed

BERLIN = ZoneInfo("Europe/Berlin")


def feed(*events: str, zone: str = "Europe/Berlin") -> Calendar:
    return Calendar.from_dict({"zone": zone, "hours": {"daily": "00:00-24:00"}, "ical": text_of(*events)})


def text_of(*events: str) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Northwind Ltd//EN"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def closed(calendar: Calendar, start: str, days: int = 400) -> list[tuple[str, str]]:
    """The closed stretches in the days after `start`, in the calendar's wall time."""
    first = datetime.fromisoformat(start).replace(tzinfo=calendar.info)
    spans = clock.open_spans(calendar, first, first + timedelta(days=days))
    gaps = [(a[1], b[0]) for a, b in pairwise(spans)]
    return [tuple(f"{edge.astimezone(calendar.info):%Y-%m-%d %H:%M}" for edge in gap) for gap in gaps]


def test_an_all_day_event_closes_its_date():
    assert closed(feed("DTSTART;VALUE=DATE:20261225"), "2026-12-01", 60) == [("2026-12-25 00:00", "2026-12-26 00:00")]


def test_the_end_of_an_all_day_event_is_not_part_of_it():
    event = "DTSTART;VALUE=DATE:20261224 DTEND;VALUE=DATE:20261227"
    assert closed(feed(event), "2026-12-01", 60) == [("2026-12-24 00:00", "2026-12-27 00:00")]


def test_an_all_day_event_may_give_a_duration():
    event = "DTSTART;VALUE=DATE:20261224 DURATION:P2D"
    assert closed(feed(event), "2026-12-01", 60) == [("2026-12-24 00:00", "2026-12-26 00:00")]


def test_a_yearly_event_closes_each_year_near_and_far():
    calendar = feed("DTSTART;VALUE=DATE:19701225 RRULE:FREQ=YEARLY")
    for year in (1990, 2026, 2090):
        assert closed(calendar, f"{year}-12-01", 60) == [(f"{year}-12-25 00:00", f"{year}-12-26 00:00")]


def test_a_rule_by_weekday_of_the_month_is_followed():
    calendar = feed("DTSTART;VALUE=DATE:20251127 RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")
    assert [start[:10] for start, _ in closed(calendar, "2026-01-01", 800)] == ["2026-11-26", "2027-11-25"]


def test_a_rule_ends_with_its_count_or_its_until():
    counted = feed("DTSTART;VALUE=DATE:20260302 RRULE:FREQ=WEEKLY;COUNT=3")
    until = feed("DTSTART;VALUE=DATE:20260302 RRULE:FREQ=WEEKLY;UNTIL=20260316")
    days = ["2026-03-02", "2026-03-09", "2026-03-16"]
    assert [start[:10] for start, _ in closed(counted, "2026-01-01")] == days
    assert [start[:10] for start, _ in closed(until, "2026-01-01")] == days


def test_excluded_dates_stay_open_and_extra_dates_close():
    calendar = feed(
        "DTSTART;VALUE=DATE:20260302 RRULE:FREQ=WEEKLY;COUNT=3 EXDATE;VALUE=DATE:20260309 RDATE;VALUE=DATE:20260401"
    )
    assert [start[:10] for start, _ in closed(calendar, "2026-01-01")] == ["2026-03-02", "2026-03-16", "2026-04-01"]


def test_a_timed_event_in_its_own_zone_closes_those_hours_of_ours():
    event = "DTSTART;TZID=America/New_York:20260302T090000 DTEND;TZID=America/New_York:20260302T100000"
    assert closed(feed(event), "2026-03-01", 10) == [("2026-03-02 15:00", "2026-03-02 16:00")]


def test_a_timed_event_in_utc_and_a_floating_one_are_told_apart():
    utc = feed("DTSTART:20260302T090000Z DTEND:20260302T100000Z")
    floating = feed("DTSTART:20260302T090000 DTEND:20260302T100000")
    assert closed(utc, "2026-03-01", 10) == [("2026-03-02 10:00", "2026-03-02 11:00")]
    assert closed(floating, "2026-03-01", 10) == [("2026-03-02 09:00", "2026-03-02 10:00")]


def test_a_weekly_meeting_keeps_its_time_on_the_wall_over_a_change_of_clocks():
    event = "DTSTART;TZID=Europe/Berlin:20260320T140000 DURATION:PT1H RRULE:FREQ=WEEKLY;UNTIL=20260403T120000Z"
    assert closed(feed(event), "2026-03-01", 60) == [
        ("2026-03-20 14:00", "2026-03-20 15:00"),
        ("2026-03-27 14:00", "2026-03-27 15:00"),
        ("2026-04-03 14:00", "2026-04-03 15:00"),
    ]


def test_an_occurrence_that_was_moved_closes_its_new_time_only():
    series = "UID:a DTSTART;VALUE=DATE:20260302 RRULE:FREQ=WEEKLY;COUNT=2"
    moved = "UID:a RECURRENCE-ID;VALUE=DATE:20260309 DTSTART;VALUE=DATE:20260311"
    assert [start[:10] for start, _ in closed(feed(series, moved), "2026-01-01")] == ["2026-03-02", "2026-03-11"]


def test_a_cancelled_occurrence_leaves_its_day_open():
    series = "UID:a DTSTART;VALUE=DATE:20260302 RRULE:FREQ=WEEKLY;COUNT=2"
    gone = "UID:a RECURRENCE-ID;VALUE=DATE:20260309 DTSTART;VALUE=DATE:20260309 STATUS:CANCELLED"
    assert [start[:10] for start, _ in closed(feed(series, gone), "2026-01-01")] == ["2026-03-02"]


def test_a_cancelled_event_closes_nothing_and_a_transparent_one_does():
    calendar = feed("DTSTART;VALUE=DATE:20260302 STATUS:CANCELLED", "DTSTART;VALUE=DATE:20260304 TRANSP:TRANSPARENT")
    assert [start[:10] for start, _ in closed(calendar, "2026-01-01")] == ["2026-03-04"]


def test_a_long_event_that_began_last_year_still_closes():
    calendar = feed("DTSTART;VALUE=DATE:20251220 DTEND;VALUE=DATE:20260107")
    assert not clock.is_open(calendar, datetime(2026, 1, 3, tzinfo=BERLIN))
    assert clock.next_open(calendar, datetime(2026, 1, 3, tzinfo=BERLIN)) == datetime(2026, 1, 7, tzinfo=BERLIN)


def test_an_event_without_a_length_closes_nothing():
    assert closed(feed("DTSTART:20260302T090000Z"), "2026-03-01", 10) == []


def test_a_rule_that_never_comes_true_leaves_the_event_itself():
    calendar = feed("DTSTART;VALUE=DATE:20260302 RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    assert closed(calendar, "2026-01-01", 800) == [("2026-03-02 00:00", "2026-03-03 00:00")]


@pytest.mark.parametrize("often", ["SECONDLY", "MINUTELY", "HOURLY"])
def test_a_rule_within_the_day_is_refused(often):
    with pytest.raises(CalendarError, match="repeats within a day"):
        feed(f"DTSTART:20260302T090000Z DURATION:PT1M RRULE:FREQ={often}")


@pytest.mark.parametrize("often", ["DAILY", "WEEKLY"])
def test_years_that_begin_anew_each_day_or_week_are_refused(often):
    with pytest.raises(CalendarError, match="can close 31 days, not 72,684"):
        feed(f"DTSTART;VALUE=DATE:19000101 DTEND;VALUE=DATE:20990101 RRULE:FREQ={often}")


def test_occurrences_that_overlap_close_each_day_once():
    event = "DTSTART;VALUE=DATE:20260302 DURATION:P3D RRULE:FREQ=DAILY;COUNT=3"
    assert closed(feed(event), "2026-03-01", 10) == [("2026-03-02 00:00", "2026-03-07 00:00")]
    days = list(Feed(text_of(event)).within(date(2026, 3, 1), date(2026, 3, 31)))
    assert days == [date(2026, 3, day) for day in range(2, 7)]


@pytest.mark.parametrize(
    "text", ["", "hello", "BEGIN:VCALENDAR", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:x\r\nEND:VEVENT"]
)
def test_a_feed_that_is_none_is_refused_or_empty(text):
    try:
        calendar = Calendar.from_dict({"hours": {"daily": "09:00-17:00"}, "holidays": [{"ical": text}]})
    except CalendarError:
        return
    assert clock.is_open(calendar, datetime(2026, 3, 2, 12, tzinfo=UTC))


def test_two_calendars_in_one_text_both_count():
    one = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:202603{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    calendar = Calendar.from_dict({"hours": {"daily": "24h"}, "ical": one.format("02") + one.format("04")})
    assert [start[:10] for start, _ in closed(calendar, "2026-01-01")] == ["2026-03-02", "2026-03-04"]


@pytest.mark.parametrize("length", ["DTEND;VALUE=DATE:99991231", "DURATION:P3000000D"])
def test_a_shop_closed_for_good_is_closed_and_nothing_breaks(length):
    calendar = feed(f"DTSTART;VALUE=DATE:20270101 {length}")
    assert clock.is_open(calendar, datetime(2026, 12, 31, 12, tzinfo=BERLIN))
    assert not clock.is_open(calendar, datetime(2090, 3, 2, 12, tzinfo=BERLIN))
    with pytest.raises(clock.NeverOpens):
        clock.next_open(calendar, datetime(2027, 1, 1, tzinfo=BERLIN))


@pytest.mark.parametrize("end", ["DTEND:99991231T235900Z", "DURATION:P3000000D"])
def test_hours_closed_for_good_are_closed_and_nothing_breaks(end):
    calendar = feed(f"DTSTART:20270101T120000Z {end} RRULE:FREQ=YEARLY")
    assert clock.is_open(calendar, datetime(2027, 1, 1, 11, tzinfo=UTC))
    assert not clock.is_open(calendar, datetime(2027, 1, 1, 13, tzinfo=UTC))


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART;VALUE=DATE:20260101 RRULE:FREQ=DAILY;INTERVAL=0",
        "DTSTART;VALUE=DATE:20260101 RRULE:FREQ=DAILY;INTERVAL=0;BYMONTH=3",
        "DTSTART;VALUE=DATE:20260101 RRULE:FREQ=DAILY;UNTIL=garbage",
        "DTSTART;VALUE=DATE:20260101 RRULE:FREQ=MONTHLY;BYDAY=99MO",
        "DTSTART;VALUE=DATE:20260101 EXDATE:xx",
        "DTSTART;VALUE=DATE:20260101 DURATION:P9999999999D",
        "DTSTART;VALUE=DATE:00010101 RRULE:FREQ=DAILY",
        "DTSTART:20260101T000000 DURATION:PT1S RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,20,40",
    ],
)
def test_a_feed_that_would_fail_or_never_end_is_refused_when_it_is_given(event):
    with pytest.raises(CalendarError):
        feed(event)


def test_an_opening_at_the_end_of_all_years_breaks_nothing():
    calendar = Calendar.from_dict({"openings": {"9999-12-31": "10:00-12:00"}})
    with pytest.raises(clock.NeverOpens):
        clock.next_open(calendar, datetime(2026, 3, 2, tzinfo=UTC))
    with pytest.raises(clock.NeverOpens):
        clock.subtract(
            Calendar.from_dict({"openings": {"0001-01-01": "10:00-12:00"}}), datetime(1999, 1, 1, tzinfo=UTC), 9
        )
