"""What people ask of business hours, as tables: each row a calendar, a start, an amount and the answer.

Times are written on the calendar's own wall ("2026-03-02 16:00"), Monday 2 March 2026 being the usual week.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar

SPECS = {
    "office": {"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}},
    "lunch": {"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-12:30, 13:30-17:00"}},
    "break": {"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}, "breaks": {"daily": "12:30-13:30"}},
    "night": {"zone": "Europe/Berlin", "hours": {"daily": "22:00-06:00"}},
    "weeknight": {"zone": "Europe/Berlin", "hours": {"mon-fri": "22:00-06:00"}},
    "evening": {"zone": "Europe/Berlin", "hours": {"mon-fri": "18:00-24:00"}},
    "always": {"zone": "Europe/Berlin", "always": True},
    "weekend": {"zone": "Europe/Berlin", "hours": {"weekend": "10:00-14:00"}},
    "weekdays24": {"zone": "Europe/Berlin", "hours": {"weekdays": "00:00-24:00"}},
    "minute": {"zone": "Europe/Berlin", "hours": {"mon": "09:00-09:01"}},
    "uneven": {"zone": "Europe/Berlin", "hours": {"mon": "08:00-12:00", "wed": "10:00-20:00", "fri": "09:00-13:00"}},
    "holidays": {
        "zone": "Europe/Berlin",
        "hours": {"mon-fri": "09:00-17:00"},
        "holidays": ["2026-12-25", "2026-12-26", "01-01", {"date": "2026-12-24", "from": "12:00"}],
    },
    "special": {
        "zone": "Europe/Berlin",
        "hours": {"mon-fri": "09:00-17:00"},
        "holidays": ["2026-03-04", {"from": "2026-03-10", "to": "2026-03-12"}],
        "openings": {"2026-03-07": "10:00-14:00", "2026-03-04": "10:00-12:00"},
        "closures": {"2026-03-03": "14:00-15:00"},
        "special": {"2026-03-06": "12:00-13:00", "2026-03-09": "closed"},
    },
    "night off": {"zone": "Europe/Berlin", "hours": {"daily": "22:00-06:00"}, "holidays": ["2026-03-03"]},
    "berlin": {
        "zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}, "country": "DE", "subdivision": "BE",
    },
    "new york": {"zone": "America/New_York", "hours": {"mon-fri": "09:00-17:00"}, "country": "US"},
    "new york nights": {"zone": "America/New_York", "hours": {"daily": "22:00-06:00"}},
    "one thirty": {"zone": "America/New_York", "hours": {"daily": "01:30-02:30"}},
    "gap": {"zone": "America/New_York", "hours": {"daily": "02:10-02:50"}},
    "lord howe": {"zone": "Australia/Lord_Howe", "hours": {"daily": "00:00-04:00"}},
    "apia": {"zone": "Pacific/Apia", "hours": {"daily": "09:00-17:00"}},
    "casablanca": {"zone": "Africa/Casablanca", "hours": {"daily": "00:00-06:00"}},
    "santiago": {"zone": "America/Santiago", "hours": {"daily": "00:00-24:00"}},
    "kathmandu": {"zone": "Asia/Kathmandu", "hours": {"mon-fri": "09:00-17:00"}},
    "sao paulo": {"zone": "America/Sao_Paulo", "hours": {"sun": "00:00-04:00"}},
}  # fmt: skip
MADE: dict[str, Calendar] = {}


def calendar(name: str) -> Calendar:
    return MADE.setdefault(name, Calendar.from_dict(SPECS[name]))


def at(name: str, wall: str) -> datetime:
    """Wall time of the calendar; a trailing * means its second coming."""
    fold = wall.endswith("*")
    return datetime.fromisoformat(wall.rstrip("*")).replace(tzinfo=ZoneInfo(SPECS[name]["zone"]), fold=fold)


def seconds(text: str) -> float:
    """ "1h30m5s" in seconds."""
    total, number = 0.0, ""
    for sign in text.lstrip("-"):
        if sign in "dhms":
            total, number = total + float(number) * {"d": 86400, "h": 3600, "m": 60, "s": 1}[sign], ""
        else:
            number += sign
    return -total if text.startswith("-") else total


ADDITIONS = [
    # inside one day
    ("office", "2026-03-02 09:00", "1h", "2026-03-02 10:00"),
    ("office", "2026-03-02 09:00", "8h", "2026-03-02 17:00"),
    ("office", "2026-03-02 16:00", "1h", "2026-03-02 17:00"),
    ("office", "2026-03-02 16:59:59", "1s", "2026-03-02 17:00"),
    ("office", "2026-03-02 16:59:59", "2s", "2026-03-03 09:00:01"),
    ("office", "2026-03-02 10:15:30", "45m", "2026-03-02 11:00:30"),
    # before opening, at opening, at closing, after closing
    ("office", "2026-03-02 06:00", "1h", "2026-03-02 10:00"),
    ("office", "2026-03-02 00:00", "8h", "2026-03-02 17:00"),
    ("office", "2026-03-02 08:59:59", "1s", "2026-03-02 09:00:01"),
    ("office", "2026-03-02 17:00", "1h", "2026-03-03 10:00"),
    ("office", "2026-03-02 17:00", "1s", "2026-03-03 09:00:01"),
    ("office", "2026-03-02 20:00", "4h", "2026-03-03 13:00"),
    ("office", "2026-03-02 23:59:59", "4h", "2026-03-03 13:00"),
    # over nights and weekends
    ("office", "2026-03-02 16:00", "2h", "2026-03-03 10:00"),
    ("office", "2026-03-02 09:00", "8h1s", "2026-03-03 09:00:01"),
    ("office", "2026-03-02 09:00", "16h", "2026-03-03 17:00"),
    ("office", "2026-03-02 09:00", "40h", "2026-03-06 17:00"),
    ("office", "2026-03-02 09:00", "40h1s", "2026-03-09 09:00:01"),
    ("office", "2026-03-06 16:00", "1h", "2026-03-06 17:00"),
    ("office", "2026-03-06 16:00", "2h", "2026-03-09 10:00"),
    ("office", "2026-03-06 17:00", "4h", "2026-03-09 13:00"),
    ("office", "2026-03-07 12:00", "2h", "2026-03-09 11:00"),
    ("office", "2026-03-08 23:59", "2h", "2026-03-09 11:00"),
    ("office", "2026-03-06 15:00", "4h", "2026-03-09 11:00"),
    ("office", "2026-03-06 15:00", "24h", "2026-03-11 15:00"),
    # nothing, and backwards
    ("office", "2026-03-02 12:00", "0s", "2026-03-02 12:00"),
    ("office", "2026-03-07 12:00", "0s", "2026-03-07 12:00"),
    ("office", "2026-03-02 17:00", "0s", "2026-03-02 17:00"),
    ("office", "2026-03-03 10:00", "-2h", "2026-03-02 16:00"),
    ("office", "2026-03-09 09:30", "-1h", "2026-03-06 16:30"),
    # fractions of a second are kept
    ("office", "2026-03-02 09:00:00.250000", "1h", "2026-03-02 10:00:00.250000"),
    ("office", "2026-03-02 16:59:59.750000", "0.5s", "2026-03-03 09:00:00.250000"),
    ("office", "2026-03-02 16:59:59.999999", "1s", "2026-03-03 09:00:00.999999"),
    # lunch
    ("lunch", "2026-03-02 12:00", "30m", "2026-03-02 12:30"),
    ("lunch", "2026-03-02 12:00", "31m", "2026-03-02 13:31"),
    ("lunch", "2026-03-02 12:00", "1h", "2026-03-02 14:00"),
    ("lunch", "2026-03-02 12:30", "1h", "2026-03-02 14:30"),
    ("lunch", "2026-03-02 13:00", "1h", "2026-03-02 14:30"),
    ("lunch", "2026-03-02 13:30", "1h", "2026-03-02 14:30"),
    ("lunch", "2026-03-02 09:00", "7h", "2026-03-02 17:00"),
    ("lunch", "2026-03-02 09:00", "8h", "2026-03-03 10:00"),
    ("lunch", "2026-03-06 16:30", "4h", "2026-03-09 12:30"),
    ("lunch", "2026-03-06 16:30", "4h1s", "2026-03-09 13:30:01"),
    ("break", "2026-03-02 12:00", "1h", "2026-03-02 14:00"),
    ("break", "2026-03-02 09:00", "7h", "2026-03-02 17:00"),
    # nights
    ("night", "2026-03-02 22:00", "8h", "2026-03-03 06:00"),
    ("night", "2026-03-02 23:30", "1h", "2026-03-03 00:30"),
    ("night", "2026-03-02 05:00", "2h", "2026-03-02 23:00"),
    ("night", "2026-03-02 12:00", "9h", "2026-03-03 23:00"),
    ("night", "2026-03-03 06:00", "1h", "2026-03-03 23:00"),
    ("night", "2026-03-02 00:00", "6h", "2026-03-02 06:00"),
    ("weeknight", "2026-03-07 05:00", "1h", "2026-03-07 06:00"),
    ("weeknight", "2026-03-07 05:00", "2h", "2026-03-09 23:00"),
    ("weeknight", "2026-03-02 05:00", "2h", "2026-03-03 00:00"),
    ("night off", "2026-03-02 22:00", "3h", "2026-03-04 01:00"),
    ("night off", "2026-03-03 23:00", "1h", "2026-03-04 01:00"),
    # up to midnight
    ("evening", "2026-03-02 23:00", "1h", "2026-03-03 00:00"),
    ("evening", "2026-03-02 23:00", "2h", "2026-03-03 19:00"),
    ("evening", "2026-03-06 23:00", "2h", "2026-03-09 19:00"),
    ("weekdays24", "2026-03-06 23:00", "2h", "2026-03-09 01:00"),
    ("weekdays24", "2026-03-02 12:00", "24h", "2026-03-03 12:00"),
    ("weekdays24", "2026-03-05 12:00", "48h", "2026-03-09 12:00"),
    # round the clock
    ("always", "2026-03-07 12:00", "4h", "2026-03-07 16:00"),
    ("always", "2026-12-31 23:59:59", "1s", "2027-01-01 00:00"),
    ("always", "2026-03-02 00:00", "30d", "2026-04-01 01:00"),
    # other weeks
    ("weekend", "2026-03-02 09:00", "1h", "2026-03-07 11:00"),
    ("weekend", "2026-03-08 13:00", "2h", "2026-03-14 11:00"),
    ("minute", "2026-03-02 09:00", "61s", "2026-03-09 09:00:01"),
    ("minute", "2026-03-02 09:00:30", "5m", "2026-04-06 09:00:30"),
    ("uneven", "2026-03-02 11:00", "2h", "2026-03-04 11:00"),
    ("uneven", "2026-03-02 08:00", "18h", "2026-03-06 13:00"),
    ("uneven", "2026-03-06 12:00", "2h", "2026-03-09 09:00"),
    # holidays in a row, half days, every year
    ("holidays", "2026-12-23 16:00", "2h", "2026-12-24 10:00"),
    ("holidays", "2026-12-24 11:00", "1h", "2026-12-24 12:00"),
    ("holidays", "2026-12-24 11:00", "2h", "2026-12-28 10:00"),
    ("holidays", "2026-12-24 15:00", "1h", "2026-12-28 10:00"),
    ("holidays", "2026-12-25 10:00", "1h", "2026-12-28 10:00"),
    ("holidays", "2026-12-31 16:00", "2h", "2027-01-04 10:00"),
    ("holidays", "2031-12-31 16:00", "2h", "2032-01-02 10:00"),
    # dated openings, closures, special days
    ("special", "2026-03-03 13:00", "2h", "2026-03-03 16:00"),
    ("special", "2026-03-03 14:00", "1h", "2026-03-03 16:00"),
    ("special", "2026-03-03 16:30", "1h", "2026-03-04 10:30"),
    ("special", "2026-03-04 11:30", "1h", "2026-03-05 09:30"),
    ("special", "2026-03-05 16:30", "1h", "2026-03-06 12:30"),
    ("special", "2026-03-06 12:30", "1h", "2026-03-07 10:30"),
    ("special", "2026-03-07 13:00", "2h", "2026-03-13 10:00"),
    # public holidays from the library
    ("berlin", "2026-04-02 16:00", "2h", "2026-04-07 10:00"),
    ("berlin", "2026-04-30 16:00", "2h", "2026-05-04 10:00"),
    ("berlin", "2026-03-06 16:00", "2h", "2026-03-09 10:00"),
    ("new york", "2026-07-02 16:00", "2h", "2026-07-06 10:00"),
    ("new york", "2026-11-25 16:00", "2h", "2026-11-27 10:00"),
    ("new york", "2027-12-23 16:00", "2h", "2027-12-27 10:00"),
    # daylight saving: the hours on the wall stay, the nights grow and shrink
    ("office", "2026-03-27 16:00", "2h", "2026-03-30 10:00"),
    ("office", "2026-10-23 16:00", "2h", "2026-10-26 10:00"),
    ("always", "2026-03-29 01:00", "2h", "2026-03-29 04:00"),
    ("always", "2026-10-25 01:00", "2h", "2026-10-25 02:00*"),
    ("night", "2026-03-28 22:00", "7h", "2026-03-29 06:00"),
    ("night", "2026-03-28 22:00", "8h", "2026-03-29 23:00"),
    ("night", "2026-10-24 22:00", "9h", "2026-10-25 06:00"),
    ("night", "2026-10-24 22:00", "9h1s", "2026-10-25 22:00:01"),
    ("new york nights", "2026-03-07 22:00", "7h", "2026-03-08 06:00"),
    ("new york nights", "2026-10-31 22:00", "9h", "2026-11-01 06:00"),
    ("one thirty", "2026-11-01 01:30", "2h", "2026-11-01 02:30"),
    ("one thirty", "2026-11-01 01:30", "1h", "2026-11-01 01:30*"),
    ("one thirty", "2026-03-08 01:30", "30m", "2026-03-08 03:00"),
    ("one thirty", "2026-03-08 01:30", "31m", "2026-03-09 01:31"),
    ("gap", "2026-03-07 02:10", "41m", "2026-03-09 02:11"),
    ("gap", "2026-03-08 00:00", "10m", "2026-03-09 02:20"),
    ("lord howe", "2026-04-05 00:00", "4h30m", "2026-04-05 04:00"),
    ("lord howe", "2026-10-04 00:00", "3h30m", "2026-10-04 04:00"),
    ("lord howe", "2026-10-04 01:00", "1h30m", "2026-10-04 03:00"),
    ("apia", "2011-12-29 16:00", "2h", "2011-12-31 10:00"),
    ("apia", "2011-12-29 09:00", "8h", "2011-12-29 17:00"),
    ("apia", "2011-12-29 09:00", "16h", "2011-12-31 17:00"),
    ("casablanca", "2026-02-15 00:00", "7h", "2026-02-15 06:00"),
    ("casablanca", "2026-03-22 00:00", "5h", "2026-03-22 06:00"),
    ("santiago", "2026-09-05 23:00", "1h", "2026-09-06 01:00"),
    ("santiago", "2026-04-04 22:00", "2h", "2026-04-04 23:00*"),
    ("sao paulo", "2018-11-04 01:00", "3h", "2018-11-04 04:00"),
    ("sao paulo", "2018-11-03 12:00", "3h", "2018-11-04 04:00"),
    ("kathmandu", "2026-03-06 16:45", "30m", "2026-03-09 09:15"),
    # long ago, far ahead, long spans
    ("office", "1990-01-05 16:00", "2h", "1990-01-08 10:00"),
    ("office", "2090-01-06 16:00", "2h", "2090-01-09 10:00"),
    ("office", "2026-01-05 09:00", "2080h", "2027-01-01 17:00"),
    ("office", "1990-01-01 09:00", "20800h", "1999-12-17 17:00"),
    ("office", "2026-03-02 09:00", "40000h", "2045-04-28 17:00"),
    ("berlin", "2090-12-22 16:00", "2h", "2090-12-27 10:00"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "start", "amount", "end"), ADDITIONS)
def test_an_addition_ends_when_people_say_it_does(name, start, amount, end):
    assert clock.add(calendar(name), at(name, start), seconds(amount)) == at(name, end).astimezone(UTC)


SUBTRACTIONS = [
    ("office", "2026-03-02 12:00", "1h", "2026-03-02 11:00"),
    ("office", "2026-03-02 10:00", "1h", "2026-03-02 09:00"),
    ("office", "2026-03-03 10:00", "2h", "2026-03-02 16:00"),
    ("office", "2026-03-02 09:00", "1h", "2026-02-27 16:00"),
    ("office", "2026-03-02 17:00", "8h", "2026-03-02 09:00"),
    ("office", "2026-03-02 22:00", "8h", "2026-03-02 09:00"),
    ("office", "2026-03-08 12:00", "40h", "2026-03-02 09:00"),
    ("office", "2026-03-08 12:00", "0s", "2026-03-08 12:00"),
    ("office", "2026-03-02 16:00", "-2h", "2026-03-03 10:00"),
    ("lunch", "2026-03-02 14:00", "1h", "2026-03-02 12:00"),
    ("lunch", "2026-03-02 14:00", "30m", "2026-03-02 13:30"),
    ("night", "2026-03-03 01:00", "4h", "2026-03-02 05:00"),
    ("evening", "2026-03-03 00:00", "6h", "2026-03-02 18:00"),
    ("holidays", "2026-12-28 10:00", "2h", "2026-12-24 11:00"),
    ("special", "2026-03-03 16:00", "2h", "2026-03-03 13:00"),
    ("berlin", "2026-04-07 10:00", "2h", "2026-04-02 16:00"),
    ("night", "2026-03-29 06:00", "7h", "2026-03-28 22:00"),
    ("night", "2026-10-25 06:00", "9h", "2026-10-24 22:00"),
    ("apia", "2011-12-31 10:00", "2h", "2011-12-29 16:00"),
    ("office", "2027-01-01 17:00", "2080h", "2026-01-05 09:00"),
    ("office", "2000-01-03 09:00", "20800h", "1990-01-15 09:00"),
]


@pytest.mark.parametrize(("name", "end", "amount", "start"), SUBTRACTIONS)
def test_a_subtraction_begins_as_late_as_it_can(name, end, amount, start):
    assert clock.subtract(calendar(name), at(name, end), seconds(amount)) == at(name, start)


SPANS = [
    ("office", "2026-03-02 09:00", "2026-03-02 17:00", "8h"),
    ("office", "2026-03-02 00:00", "2026-03-03 00:00", "8h"),
    ("office", "2026-03-02 12:00", "2026-03-02 12:00", "0s"),
    ("office", "2026-03-02 17:00", "2026-03-03 09:00", "0s"),
    ("office", "2026-03-07 00:00", "2026-03-09 00:00", "0s"),
    ("office", "2026-03-06 16:00", "2026-03-09 10:00", "2h"),
    ("office", "2026-03-09 10:00", "2026-03-06 16:00", "-2h"),
    ("office", "2026-03-02 09:00:00.5", "2026-03-02 09:00:01", "0.5s"),
    ("office", "2026-01-01 00:00", "2027-01-01 00:00", "2088h"),
    ("office", "2026-03-27 09:00", "2026-03-30 17:00", "16h"),
    ("lunch", "2026-03-02 12:00", "2026-03-02 14:00", "1h"),
    ("lunch", "2026-03-02 12:30", "2026-03-02 13:30", "0s"),
    ("lunch", "2026-03-02 00:00", "2026-03-09 00:00", "35h"),
    ("night", "2026-03-02 00:00", "2026-03-03 00:00", "8h"),
    ("night", "2026-03-28 12:00", "2026-03-29 12:00", "7h"),
    ("night", "2026-10-24 12:00", "2026-10-25 12:00", "9h"),
    ("evening", "2026-03-02 12:00", "2026-03-03 12:00", "6h"),
    ("always", "2026-03-29 00:00", "2026-03-30 00:00", "23h"),
    ("always", "2026-10-25 00:00", "2026-10-26 00:00", "25h"),
    ("weekdays24", "2026-03-02 00:00", "2026-03-09 00:00", "120h"),
    ("holidays", "2026-12-24 00:00", "2026-12-28 00:00", "3h"),
    ("special", "2026-03-02 00:00", "2026-03-09 00:00", "30h"),
    ("special", "2026-03-09 00:00", "2026-03-13 00:00", "0s"),
    ("night off", "2026-03-02 12:00", "2026-03-04 12:00", "8h"),
    ("berlin", "2026-04-01 00:00", "2026-05-01 00:00", "160h"),
    ("gap", "2026-03-08 00:00", "2026-03-09 00:00", "0s"),
    ("one thirty", "2026-11-01 00:00", "2026-11-02 00:00", "2h"),
    ("lord howe", "2026-04-05 00:00", "2026-04-06 00:00", "4h30m"),
    ("apia", "2011-12-29 00:00", "2012-01-01 00:00", "16h"),
    ("casablanca", "2026-02-15 00:00", "2026-02-16 00:00", "7h"),
    ("santiago", "2026-09-06 00:00", "2026-09-07 00:00", "23h"),
    ("sao paulo", "2018-11-04 00:00", "2018-11-05 00:00", "3h"),
    ("office", "1990-01-01 00:00", "1991-01-01 00:00", "2088h"),
    ("office", "2090-01-01 00:00", "2091-01-01 00:00", "2080h"),
]


@pytest.mark.parametrize(("name", "start", "end", "amount"), SPANS)
def test_the_open_time_between_two_moments(name, start, end, amount):
    assert clock.between(calendar(name), at(name, start), at(name, end)) == seconds(amount)


OPEN = [
    ("office", "2026-03-02 09:00", True), ("office", "2026-03-02 08:59:59.999999", False),
    ("office", "2026-03-02 16:59:59.999999", True), ("office", "2026-03-02 17:00", False),
    ("office", "2026-03-07 12:00", False), ("lunch", "2026-03-02 12:30", False), ("lunch", "2026-03-02 13:30", True),
    ("night", "2026-03-02 23:59", True), ("night", "2026-03-02 00:00", True), ("night", "2026-03-02 06:00", False),
    ("weeknight", "2026-03-02 05:00", False), ("weeknight", "2026-03-07 05:00", True),
    ("evening", "2026-03-02 23:59:59", True), ("evening", "2026-03-03 00:00", False),
    ("always", "2026-03-29 03:00", True), ("holidays", "2026-12-25 12:00", False),
    ("holidays", "2026-12-24 11:59:59", True), ("holidays", "2026-12-24 12:00", False),
    ("special", "2026-03-04 10:30", True), ("special", "2026-03-07 10:00", True),
    ("special", "2026-03-06 09:30", False), ("night off", "2026-03-03 05:00", False),
    ("night off", "2026-03-04 05:00", True), ("berlin", "2026-05-01 12:00", False),
    ("new york", "2026-07-03 12:00", False), ("one thirty", "2026-11-01 01:00*", True),
    ("one thirty", "2026-11-01 01:00", False), ("santiago", "2026-04-04 23:30*", True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "when", "answer"), OPEN)
def test_open_from_the_first_instant_and_closed_from_the_last(name, when, answer):
    assert clock.is_open(calendar(name), at(name, when)) is answer


EDGES = [
    ("office", "2026-03-02 12:00", "2026-03-02 12:00", "2026-03-02 17:00"),
    ("office", "2026-03-02 17:00", "2026-03-03 09:00", "2026-03-03 17:00"),
    ("office", "2026-03-06 17:00", "2026-03-09 09:00", "2026-03-09 17:00"),
    ("office", "2026-03-02 09:00", "2026-03-02 09:00", "2026-03-02 17:00"),
    ("lunch", "2026-03-02 12:45", "2026-03-02 13:30", "2026-03-02 17:00"),
    ("lunch", "2026-03-02 10:00", "2026-03-02 10:00", "2026-03-02 12:30"),
    ("night", "2026-03-02 12:00", "2026-03-02 22:00", "2026-03-03 06:00"),
    ("evening", "2026-03-06 23:00", "2026-03-06 23:00", "2026-03-07 00:00"),
    ("weekdays24", "2026-03-02 12:00", "2026-03-02 12:00", "2026-03-07 00:00"),
    ("holidays", "2026-12-24 12:00", "2026-12-28 09:00", "2026-12-28 17:00"),
    ("special", "2026-03-07 14:00", "2026-03-13 09:00", "2026-03-13 17:00"),
    ("gap", "2026-03-08 00:00", "2026-03-09 02:10", "2026-03-09 02:50"),
    ("weekdays24", "2026-12-31 12:00", "2026-12-31 12:00", "2027-01-02 00:00"),
]


@pytest.mark.parametrize(("name", "when", "opens", "closes"), EDGES)
def test_the_next_opening_and_closing(name, when, opens, closes):
    start = at(name, when)
    assert clock.next_open(calendar(name), start) == at(name, opens)
    assert clock.next_close(calendar(name), start) == at(name, closes)


def pauses(name: str, *pairs: str) -> list[tuple[datetime | None, datetime | None]]:
    return [tuple(at(name, part) if part else None for part in pair.split("/")) for pair in pairs]  # type: ignore[misc]


PAUSED = [
    ("office", "2026-03-02 09:00", "2h", ["2026-03-02 10:00/2026-03-02 11:00"], "2026-03-02 12:00"),
    ("office", "2026-03-02 09:00", "1h", ["2026-03-02 10:00/2026-03-02 11:00"], "2026-03-02 10:00"),
    ("office", "2026-03-02 09:00", "2h", ["2026-03-02 08:00/2026-03-02 09:30"], "2026-03-02 11:30"),
    ("office", "2026-03-02 09:00", "2h", ["2026-03-01 08:00/2026-03-01 09:30"], "2026-03-02 11:00"),
    ("office", "2026-03-02 09:00", "2h", ["2026-03-02 18:00/2026-03-02 19:30"], "2026-03-02 11:00"),
    ("office", "2026-03-02 16:00", "2h", ["2026-03-02 18:00/2026-03-03 08:00"], "2026-03-03 10:00"),
    ("office", "2026-03-02 16:00", "2h", ["2026-03-02 16:30/2026-03-03 10:00"], "2026-03-03 11:30"),
    (
        "office", "2026-03-02 09:00", "2h",
        ["2026-03-02 10:30/2026-03-02 11:30", "2026-03-02 10:00/2026-03-02 11:00"], "2026-03-02 12:30",
    ),
    (
        "office", "2026-03-02 09:00", "3h",
        ["2026-03-02 14:00/2026-03-02 15:00", "2026-03-02 10:00/2026-03-02 11:00"], "2026-03-02 13:00",
    ),
    ("office", "2026-03-02 09:00", "1h", ["2026-03-02 10:00/"], "2026-03-02 10:00"),
    ("office", "2026-03-02 09:00", "1h", ["/2026-03-02 10:00"], "2026-03-02 11:00"),
    ("office", "2026-03-02 09:00", "1h", ["2026-03-02 09:30/2026-03-02 09:30"], "2026-03-02 10:00"),
    ("lunch", "2026-03-02 12:00", "1h", ["2026-03-02 12:15/2026-03-02 13:45"], "2026-03-02 14:30"),
    ("night", "2026-03-28 22:00", "2h", ["2026-03-28 23:00/2026-03-29 05:00"], "2026-03-29 06:00"),
    ("always", "2026-03-02 09:00", "1h", ["2026-03-02 09:00/2026-04-13 09:00"], "2026-04-13 10:00"),
    ("office", "2026-03-02 12:00", "0s", ["2026-03-02 09:00/"], "2026-03-02 12:00"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "start", "amount", "breaks", "end"), PAUSED)
def test_an_addition_steps_over_its_pauses(name, start, amount, breaks, end):
    paused = pauses(name, *breaks)
    assert clock.add(calendar(name), at(name, start), seconds(amount), paused) == at(name, end)
    assert clock.between(calendar(name), at(name, start), at(name, end), paused) == seconds(amount)


def test_a_subtraction_steps_over_its_pauses():
    paused = pauses("office", "2026-03-02 10:00/2026-03-02 11:00")
    assert clock.subtract(calendar("office"), at("office", "2026-03-02 12:00"), 7200, paused) == at(
        "office", "2026-03-02 09:00"
    )


def test_an_endless_pause_before_the_end_is_said_so():
    with pytest.raises(clock.StillPaused, match="paused without end since 2026-03-02 09:00 UTC"):
        clock.add(calendar("office"), at("office", "2026-03-02 09:00"), 7200, pauses("office", "2026-03-02 10:00/"))


def test_a_pause_since_ever_before_the_beginning_is_said_so():
    with pytest.raises(clock.StillPaused, match="since ever"):
        clock.subtract(
            calendar("office"), at("office", "2026-03-02 11:00"), 7200, pauses("office", "/2026-03-02 10:00")
        )


def test_an_endless_pause_counts_nothing_from_its_beginning():
    paused = pauses("office", "2026-03-02 10:00/")
    assert (
        clock.between(calendar("office"), at("office", "2026-03-02 09:00"), at("office", "2026-03-09"), paused) == 3600
    )


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before it begins"):
        clock.add(calendar("office"), at("office", "2026-03-02"), 60, pauses("office", "2026-03-03/2026-03-02"))


@pytest.mark.parametrize("ask", [clock.add, clock.subtract])
def test_a_calendar_that_never_opens_says_so_at_once(ask):
    with pytest.raises(clock.NeverOpens, match=r"never opens|never open"):
        ask(Calendar(), datetime(2026, 3, 2, tzinfo=UTC), 1)


def test_a_calendar_closed_by_its_holidays_says_so():
    shut = Calendar.from_dict(
        {"hours": {"daily": "09:00-17:00"}, "holidays": [{"from": "1900-01-01", "to": "2590-12-31"}]}
    )
    with pytest.raises(clock.NeverOpens):
        clock.next_open(shut, datetime(2026, 3, 2, tzinfo=UTC))


def test_a_calendar_of_dated_openings_counts_them_and_then_says_it_ends():
    fair = Calendar.from_dict({"openings": {"2090-05-01": "09:00-17:00"}})
    start = datetime(1990, 1, 1, tzinfo=UTC)
    assert clock.add(fair, start, 3600) == datetime(2090, 5, 1, 10, tzinfo=UTC)
    assert clock.between(fair, start, datetime(2100, 1, 1, tzinfo=UTC)) == 8 * 3600
    with pytest.raises(clock.NeverOpens):
        clock.add(fair, start, 8 * 3600 + 1)


def test_a_closed_calendar_has_no_time_between_and_is_not_open():
    start = datetime(2026, 3, 2, tzinfo=UTC)
    assert clock.between(Calendar(), start, start + timedelta(days=900)) == 0
    assert not clock.is_open(Calendar(), start)


def test_a_calendar_open_without_end_never_closes():
    with pytest.raises(clock.NeverCloses):
        clock.next_close(Calendar.always(), datetime(2026, 3, 2, tzinfo=UTC))


def test_times_beyond_every_calendar_are_refused():
    office = Calendar.from_dict(SPECS["office"])
    with pytest.raises(clock.NeverOpens, match="1700 to 2600"):
        clock.is_open(office, datetime(9999, 12, 31, tzinfo=UTC))
    with pytest.raises(clock.NeverOpens, match="2600"):
        clock.add(office, datetime(2590, 1, 1, tzinfo=UTC), 10**9)


@pytest.mark.parametrize("ask", [clock.is_open, clock.next_open, clock.next_close])
def test_a_time_without_a_zone_is_refused(ask):
    with pytest.raises(ValueError, match="zone"):
        ask(calendar("office"), datetime(2026, 3, 2))  # noqa: DTZ001 -- the point of the test


def test_answers_are_in_utc_whatever_zone_was_asked_in():
    start = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert clock.add(calendar("always"), start, 60).tzinfo is UTC


def test_the_open_spans_of_a_day_are_listed():
    day = clock.open_spans(calendar("lunch"), at("lunch", "2026-03-02 10:00"), at("lunch", "2026-03-03"))
    assert day == [
        (at("lunch", "2026-03-02 10:00"), at("lunch", "2026-03-02 12:30")),
        (at("lunch", "2026-03-02 13:30"), at("lunch", "2026-03-02 17:00")),
    ]


def test_many_additions_in_whole_seconds_give_the_same_as_one_by_one():
    starts = [datetime(2026, 3, day, hour, tzinfo=UTC) for day in range(1, 29) for hour in (3, 11, 19)]
    one_by_one = [int(clock.add(calendar("berlin"), start, 14_400).timestamp()) for start in starts]
    assert clock.add_epochs(calendar("berlin"), [int(start.timestamp()) for start in starts], 14_400) == one_by_one
