"""Reading opening hours as people write them."""

from datetime import time

import pytest

from whiteglove.service.sla.hours import DAY, CalendarError, Hours, read_days, read_hours, read_time, read_week, without

HOUR = 3600


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("9", 9 * HOUR), ("09:00", 9 * HOUR), ("9:30", 9.5 * HOUR), ("17.30", 17.5 * HOUR), ("00:00", 0),
        ("24:00", DAY), ("23:59:59", DAY - 1), ("9am", 9 * HOUR), ("5:30 pm", 17.5 * HOUR), ("12am", 0),
        ("12 p.m.", 12 * HOUR), (time(8, 15), 8.25 * HOUR), (" 07:00 ", 7 * HOUR), ("30:00", 30 * HOUR),
    ],
)  # fmt: skip
def test_a_time_is_read_as_seconds_after_midnight(written, seconds):
    assert read_time(written) == seconds


@pytest.mark.parametrize("written", ["", "nine", "25:61", "09:60", "13pm", "0am", "-1:00", "49:00", "9:0:0:0", None])
def test_a_time_that_does_not_exist_is_refused_by_name(written):
    with pytest.raises(CalendarError, match="time"):
        read_time(written)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("09:00-17:00", ["09:00-17:00"]),
        ("09:00-12:30, 13:30-17:00", ["09:00-12:30", "13:30-17:00"]),
        ("13:30-17:00; 09:00-12:30", ["09:00-12:30", "13:30-17:00"]),
        ("9am to 5pm", ["09:00-17:00"]),
        ("09:00 – 17:00", ["09:00-17:00"]),
        (["09:00-12:00", "13:00-17:00"], ["09:00-12:00", "13:00-17:00"]),
        (["09:00", "17:00"], ["09:00-17:00"]),
        ([["09:00", "12:00"], ["13:00", "17:00"]], ["09:00-12:00", "13:00-17:00"]),
        ((time(9), time(17)), ["09:00-17:00"]),
        ({"from": "09:00", "to": "17:00"}, ["09:00-17:00"]),
        ({"start": "09:00", "end": "17:00"}, ["09:00-17:00"]),
        ({"09:00": "12:00", "13:00": "17:00"}, ["09:00-12:00", "13:00-17:00"]),
        ([{"open": "09:00", "close": "17:00"}], ["09:00-17:00"]),
        ("18:00-24:00", ["18:00-24:00"]),
        ("18:00-00:00", ["18:00-24:00"]),
        ("00:00-00:00", ["00:00-24:00"]),
        ("22:00-06:00", ["22:00-06:00"]),
        ("22:00-30:00", ["22:00-06:00"]),
        ("closed", []), ("", []), (None, []), ([], []), (False, []), ("24h", ["00:00-24:00"]), (True, ["00:00-24:00"]),
    ],
)  # fmt: skip
def test_hours_are_read_from_every_usual_shape(written, hours):
    assert [str(part) for part in read_hours(written)] == hours


@pytest.mark.parametrize("written", ["9-", "09:00", "09:00-09:00", "morning", 17, "09:00-12:00-17:00", "24:00-25:00"])
def test_hours_that_make_no_sense_are_refused(written):
    with pytest.raises(CalendarError):
        read_hours(written)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon", [0]), ("Monday", [0]), ("mondays", [0]), ("tues", [1]), ("thurs", [3]), ("Mon-Fri", [0, 1, 2, 3, 4]),
        ("mon to wed", [0, 1, 2]), ("sat, sun", [5, 6]), ("sat-mon", [5, 6, 0]), ("weekdays", [0, 1, 2, 3, 4]),
        ("weekend", [5, 6]), ("daily", [0, 1, 2, 3, 4, 5, 6]), ("mon,wed-thu", [0, 2, 3]),
    ],
)  # fmt: skip
def test_days_are_read_from_names_ranges_and_lists(written, days):
    assert list(read_days(written)) == days


@pytest.mark.parametrize("written", ["m", "lundi", "1", 1, "mon-", "", "mon-tue-wed"])
def test_a_day_that_is_none_is_refused(written):
    with pytest.raises(CalendarError):
        read_days(written)


def test_a_week_is_read_from_rows_that_name_their_day():
    rows = [{"day": "Monday", "from": "09:00", "to": "12:00"}, {"day": "mon", "hours": "13:00-17:00"}]
    assert read_week(rows)[0] == read_hours("09:00-12:00, 13:00-17:00")


def test_a_row_without_a_day_is_refused():
    with pytest.raises(CalendarError, match="names no day"):
        read_week([{"from": "09:00", "to": "12:00"}])


def test_lunch_is_taken_out_of_the_day():
    week = without(read_week({"mon": "09:00-17:00"}), read_week({"daily": "12:00-13:00"}))
    assert week[0] == read_hours("09:00-12:00, 13:00-17:00")


def test_a_break_after_midnight_splits_the_night_shift_of_the_day_before():
    week = without(read_week({"mon": "22:00-06:00"}), read_week({"tue": "02:00-02:30"}))
    assert (week[0], week[1]) == (read_hours("22:00-02:00"), read_hours("02:30-06:00"))


def test_a_break_over_midnight_cuts_both_days():
    week = without(read_week({"daily": "00:00-24:00"}), read_week({"sun": "23:00-01:00"}))
    assert (week[6], week[0]) == (read_hours("00:00-23:00"), read_hours("01:00-24:00"))


@pytest.mark.parametrize(("opens", "closes"), [(-1, 5), (DAY, DAY + 5), (5, 5), (9, 5), (0, 2 * DAY + 1)])
def test_hours_refuse_edges_outside_their_day(opens, closes):
    with pytest.raises(CalendarError):
        Hours(opens, closes)
