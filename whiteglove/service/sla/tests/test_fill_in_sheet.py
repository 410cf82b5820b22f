"""The sheet on which a calendar is filled in."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.sheet import Date, Sheet, blank, edited, sent, sheet_of

OFFICE = {
    "zone": "Europe/Berlin",
    "hours": {"mon-fri": "09:00-12:30, 13:30-17:00", "sat": "22:00-06:00", "sun": "18:00-24:00"},
    "holidays": [
        {"country": "DE", "subdivision": "BY"}, {"from": "2026-12-27", "to": "2026-12-30", "name": "Between the years"},
        {"date": "05-01", "name": "Labour Day"}, {"date": "2026-12-23", "closed": "12:00-24:00", "name": "Outing"},
        {"date": "2026-12-24", "hours": "09:00-12:00", "name": "Christmas Eve"},
    ],
    "openings": [{"date": "2026-11-28", "hours": "10:00-12:00, 13:00-14:00", "name": "Fair"}],
    "ical": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260302\nEND:VEVENT\nEND:VCALENDAR",
}  # fmt: skip


def filled(**changes) -> Sheet:
    sheet = blank("Europe/Berlin")
    sheet.name = "Office"
    for name, value in changes.items():
        setattr(sheet, name, value)
    return sheet


def errors(**changes) -> dict[str, str]:
    return filled(**changes).spec()[1]


def test_a_calendar_survives_the_way_to_the_sheet_and_back():
    calendar = Calendar.from_dict(OFFICE)
    spec, wrong = sheet_of("Office", calendar).spec()
    assert not wrong
    assert Calendar.from_dict(spec) == calendar


def test_a_calendar_open_round_the_clock_is_one_tick():
    sheet = sheet_of("Always", Calendar.always("Europe/Berlin"))
    assert sheet.always
    assert Calendar.from_dict(sheet.spec()[0]) == Calendar.always("Europe/Berlin")


def test_a_half_day_is_one_row():
    rows = {row.name: (row.kind, row.first, row.hours) for row in sheet_of("Office", Calendar.from_dict(OFFICE)).dates}
    assert rows["Christmas Eve"] == ("only", "2026-12-24", "09:00-12:00")
    assert rows["Outing"] == ("part", "2026-12-23", "12:00-24:00")


def test_a_closure_over_several_days_becomes_days_and_parts_of_days():
    move = {"from": "2026-12-24T12:00", "to": "2026-12-27T10:00", "name": "Move"}
    long = Calendar.from_dict({"hours": {"daily": "09:00-17:00"}, "holidays": [move]})
    rows = [(row.kind, row.first, row.last, row.hours) for row in sheet_of("x", long).dates]
    assert rows == [
        ("part", "2026-12-24", "", "12:00-24:00"), ("off", "2026-12-25", "2026-12-26", ""),
        ("part", "2026-12-27", "", "00:00-10:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({"name": ""}, "name", "Give the calendar a name"),
        ({"zone": "Mars/Olympus"}, "zone", "Europe/Berlin or UTC"),
        ({"week": [[("09:00", "")], [], [], [], [], [], []]}, "hours-0-0", "Give both times"),
        ({"week": [[("9 o'clock", "17:00")], [], [], [], [], [], []]}, "hours-0-0", "write it like 09:00"),
        ({"week": [[("09:00", "12:00"), ("11:00", "14:00")], [], [], [], [], [], []]}, "hours-0-1", "overlap"),
        ({"week": [[] for _ in range(7)]}, "week", "Never open"),
        ({"places": [("XX", "")]}, "place-0", "ISO code"),
        ({"dates": [Date("off", "")]}, "", ""),
        ({"dates": [Date("off", "", name="Outing")]}, "date-0", "Give the date"),
        ({"dates": [Date("part", "2026-12-24")]}, "date-0", "Give the hours"),
        ({"dates": [Date("part", "2026-12-24", "", "00:00-24:00")]}, "date-0", "choose “closed all day”"),
        ({"dates": [Date("off", "2026-12-24", "", "09:00-10:00")]}, "date-0", "Whole days need no hours"),
        ({"dates": [Date("off", "2026-12-24", "2026-12-20")]}, "date-0", "end before they begin"),
        ({"dates": [Date("yearly", "2026-12-24", "2026-12-26")]}, "date-0", "leave the second date empty"),
        ({"dates": [Date("off", "24.12.2026")]}, "date-0", "write it like 2026-12-25"),
        ({"feeds": ["hello"]}, "feed-0", "the whole file"),
        ({"feeds": ["BEGIN:VCALENDAR\n" + "X" * 200_001]}, "feed-0", "200,000 at most"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(changes, where, words):
    wrong = errors(**changes)
    assert list(wrong) == ([where] if where else [])
    assert words in wrong.get(where, "")


def test_rows_are_added_and_removed_and_the_rest_stays():
    sheet = filled()
    edited(sheet, "add-hours-0")
    assert sheet.week[0] == [("09:00", "17:00"), ("", "")]
    edited(sheet, "drop-hours-0-0")
    assert sheet.week[0] == [("", "")]
    edited(edited(sheet, "add-date"), "add-place", "DE")
    assert (len(sheet.dates), sheet.places) == (1, [("DE", "")])
    edited(edited(sheet, "drop-date-0"), "drop-place-0")
    assert (sheet.dates, sheet.places) == ([], [])


def test_monday_is_copied_to_the_other_working_days():
    sheet = filled(week=[[("08:00", "12:00")], *([] for _ in range(6))])
    assert edited(sheet, "copy-week").week[1:6] == [[("08:00", "12:00")]] * 4 + [[]]


@given(st.text(alphabet="adropcyhusfet-0123456789", max_size=20))
def test_a_button_nobody_made_changes_nothing_for_the_worse(deed):
    assert edited(filled(), deed).spec()[0] is not None


FIELDS = [
    "name", "zone", "opens-0", "closes-0", "country", "region", "date-kind", "date-first", "date-last", "date-hours",
    "always", "feed",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=12)))
def test_whatever_is_sent_is_read_or_refused_with_words(fields):
    post = QueryDict(mutable=True)
    post.update(fields)
    spec, wrong = sent(post).spec()
    assert (spec is None) == bool(wrong)
    if spec:
        Calendar.from_dict(spec)
