"""The last seat goes once, and a file for a calendar says what was moved and what is off."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from whiteglove.ground.lib.appointments import Appointment, calendar
from whiteglove.ground.lib.seating import is_full, moving_up

NINE = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)


@given(some.one_of(some.none(), some.integers(0, 20)), some.integers(0, 30), some.lists(some.integers(), max_size=20))
def test_nobody_moves_up_past_the_seats_or_past_the_list(seats, taken, waiting):
    up = moving_up(seats, taken, waiting)
    assert up == waiting[: len(up)]
    assert seats is None or taken + len(up) <= max(seats, taken)
    assert len(up) == len(waiting) or is_full(seats, taken + len(up))


def test_a_calendar_holds_each_appointment_with_its_changes():
    words = "Calm; or: “loud”, \\ and\nCRLF\r\nBEGIN:VEVENT"
    until = NINE + timedelta(hours=3)
    one = Appointment("a@desk", words, NINE, until, "Room 2", "https://desk.example/", words, 2, True)
    read = Calendar.from_ical(calendar([one], "Gatherings", NINE))
    [event] = read.walk("VEVENT")
    assert (event["uid"], event["sequence"], event["status"]) == ("a@desk", 2, "CANCELLED")
    assert event["dtstart"].dt == NINE and event["dtend"].dt - event["dtstart"].dt == timedelta(hours=3)
    assert str(event["summary"]).replace("\r\n", "\n") == words.replace("\r\n", "\n")
