"""A calendar from plain data: what it accepts, and how it refuses."""

from datetime import UTC, date, datetime

import pytest

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.hours import CalendarError

WEEK = {"mon-fri": "09:00-17:00"}


def closed_on(calendar: Calendar, day: str) -> bool:
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return clock.between(calendar, start, start.replace(hour=23)) == 0


@pytest.mark.parametrize(
    "spec",
    [
        {"hours": WEEK},
        {"zone": "UTC", "week": WEEK},
        {"timezone": "UTC", "hours": {"monday": ["09:00-17:00"], "tue-fri": [["09:00", "17:00"]]}},
        {"tz": "UTC", "hours": [{"day": "weekdays", "start": "09:00", "end": "17:00"}]},
        {"hours": "09:00-17:00"},
        {"hours": {"daily": "09:00-17:00", "mon": "09:00-12:00"}, "holidays": [], "closures": []},
        {"hours": {"weekdays": {"09:00": "17:00"}}, "name": "Office"},
    ],
)
def test_the_same_week_is_read_from_many_shapes(spec):
    calendar = Calendar.from_dict(spec)
    assert clock.next_open(calendar, datetime(2026, 3, 2, tzinfo=UTC)) == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert clock.next_close(calendar, datetime(2026, 3, 2, tzinfo=UTC)) == datetime(2026, 3, 2, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "holidays",
    [
        ["2026-03-04"],
        [date(2026, 3, 4)],
        ["03-04"],
        ["--03-04"],
        "2026-03-04",
        {"2026-03-04": "Founders' day"},
        [{"date": "2026-03-04", "name": "Founders' day"}],
        [{"from": "2026-03-03", "to": "2026-03-05"}],
        [{"start": "2026-03-04", "end": "2026-03-04"}],
        ["2026-03-04/2026-03-05"],
        [{"from": "2026-03-04T00:00", "to": "2026-03-05T00:00"}],
        [{"date": "2026-03-04", "closed": "09:00-17:00"}],
        [{"date": "2026-03-04", "hours": "closed"}],
        [{"ical": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260304\r\nEND:VEVENT\r\nEND:VCALENDAR"}],
    ],
)
def test_a_day_off_is_read_from_many_shapes(holidays):
    calendar = Calendar.from_dict({"hours": WEEK, "holidays": holidays})
    assert closed_on(calendar, "2026-03-04")
    assert not closed_on(calendar, "2026-03-06")


@pytest.mark.parametrize(
    ("entry", "closed"),
    [
        ({"date": "2026-12-24", "from": "12:00"}, (12, 17)),
        ({"date": "2026-12-24", "to": "12:00"}, (9, 12)),
        ({"date": "2026-12-24", "from": "12:00", "to": "13:00"}, (12, 13)),
        ({"date": "2026-12-24", "closed": "12:00-13:00"}, (12, 13)),
    ],
)
def test_part_of_a_day_can_be_closed(entry, closed):
    calendar = Calendar.from_dict({"hours": WEEK, "holidays": [entry]})
    for hour in range(9, 17):
        assert clock.is_open(calendar, datetime(2026, 12, 24, hour, tzinfo=UTC)) is not (closed[0] <= hour < closed[1])


@pytest.mark.parametrize(
    "spec",
    [
        {"openings": {"2026-03-07": "10:00-14:00"}},
        {"openings": [{"date": "2026-03-07", "hours": "10:00-14:00"}]},
        {"openings": [{"date": "2026-03-07", "from": "10:00", "to": "14:00"}]},
        {"special": {"2026-03-07": ["10:00-14:00"]}},
        {"special": {date(2026, 3, 7): [["10:00", "14:00"]]}},
        {"holidays": ["2026-03-07", {"date": "2026-03-07", "hours": "10:00-14:00"}]},
    ],
)
def test_a_saturday_can_be_opened(spec):
    calendar = Calendar.from_dict({"hours": WEEK, **spec})
    assert clock.between(calendar, datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 3, 8, tzinfo=UTC)) == 4 * 3600


def test_hours_closed_on_a_date_beat_hours_opened_on_it():
    calendar = Calendar.from_dict(
        {"openings": {"2026-03-07": "10:00-14:00"}, "closures": {"2026-03-07": "12:00-13:00"}}
    )
    assert clock.between(calendar, datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 3, 8, tzinfo=UTC)) == 3 * 3600


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ({"zone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"zone": "../etc/passwd"}, "time zone"),
        ({"opening_times": WEEK}, "opening_times"),
        ({"hours": {"mon": "9 to never"}}, "never"),
        ({"hours": {"funday": "09:00-17:00"}}, "funday"),
        ({"hours": 9}, "9"),
        ({"holidays": ["2026-02-30"]}, "2026-02-30"),
        ({"holidays": ["02-30"]}, "02-30"),
        ({"holidays": ["christmas"]}, "christmas"),
        ({"holidays": [{"day": 1}]}, "day"),
        ({"holidays": [{"from": "2026-03-05", "to": "2026-03-01"}]}, "before they begin"),
        ({"holidays": [{"from": "2026-03-05T12:00", "to": "2026-03-05T11:00"}]}, "before it begins"),
        ({"holidays": [{"from": "2026-03-05T12:00+01:00", "to": "2026-03-06T11:00"}]}, "zone"),
        ({"country": "ATLANTIS"}, "ATLANTIS"),
        ({"country": "DE", "subdivision": "ZZ"}, "DE ZZ"),
        ({"holidays": [{"country": "DE", "colour": 1}]}, "colour"),
        ({"openings": ["2026-03-05"]}, "date and its hours"),
        ({"ical": "BEGIN:NONSENSE"}, "iCalendar"),
        ("09:00-17:00", "mapping"),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused_with_the_value_that_is_wrong(spec, says):
    with pytest.raises(CalendarError, match=says):
        Calendar.from_dict(spec)


def test_a_calendar_with_everything_reads_back_as_itself():
    calendar = Calendar.from_dict(
        {
            "zone": "Europe/Berlin",
            "hours": {"mon-fri": "09:00-12:30, 13:30-17:00", "sat": "22:00-06:00"},
            "breaks": {"daily": "15:00-15:15"},
            "holidays": ["2026-12-25", "01-01", {"date": "2026-12-24", "from": "12:00"}, {"country": "DE"}],
            "special": {"2026-12-31": "09:00-12:00"},
            "ical": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260304\r\nEND:VEVENT\r\nEND:VCALENDAR",
        }
    )
    assert Calendar.from_dict(calendar.to_dict()) == calendar


def test_public_holidays_of_a_part_of_a_country_are_its_own():
    bavaria = Calendar.from_dict({"hours": WEEK, "country": "DE", "subdivision": "BY"})
    berlin = Calendar.from_dict({"hours": WEEK, "holidays": [{"country": "de", "subdivision": "BE"}]})
    assert closed_on(bavaria, "2026-06-04")
    assert not closed_on(berlin, "2026-06-04")


def test_whole_days_count_an_open_day_from_midnight_to_midnight():
    days = Calendar.from_dict({"hours": WEEK, "holidays": ["2026-03-09"]}).whole_days
    friday = datetime(2026, 3, 6, 16, tzinfo=UTC)
    assert clock.add(days, friday, 24 * 3600) == datetime(2026, 3, 10, 16, tzinfo=UTC)
