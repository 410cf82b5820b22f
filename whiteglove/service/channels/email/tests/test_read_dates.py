# ruff: noqa: E501  (tables of cases, one to a line)
"""When it was written, in every form that programs have used."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.service.channels.email.dates import date_of

MORNING = datetime(2026, 3, 2, 9, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "field",
    [
        "Mon, 2 Mar 2026 10:11:12 +0100", "Mon, 02 Mar 2026 09:11:12 GMT", "2 Mar 2026 10:11:12 +0100 (CET)",
        "Mon,2 Mar 2026 10:11:12 +0100", "Mon, 2 Mar 26 10:11:12 CET", "Mon, 2 Mar 2026 04:11:12 EST",
        "Mon, 2 Mar 2026 10:11:12 GMT+01:00", "Mon, 2 Mar 2026 10.11.12 +0100", "Mon Mar  2 09:11:12 UTC 2026",
        "2026-03-02T09:11:12Z", "2026-03-02 10:11:12 +0100", "2026-03-02T10:11:12.345+01:00", "Mo, 2 Mär 2026 10:11:12 +0100",
        "lun., 2 mars 2026 10:11:12 +0100", "Monday, March 2, 2026 9:11:12 AM UTC", "3/2/2026 9:11:12 AM UTC",
        "Mon, 2 Mar 2026 10(ten): 11 :  12 +0100",
        "Mon, 2 Mar 126 10:11:12 +0100", "=?utf-8?Q?Mon,_2_Mar_2026_10:11:12_+0100?=", "Mon, 2 Mar 2026 10:11:12 \"MEZ\"",
    ],
)  # fmt: skip
def test_the_instant_is_read(field):
    assert date_of(field.encode()) == (MORNING, "")


@pytest.mark.parametrize(
    "field", ["Mon, 2 Mar 2026 09:11:12", "Mon Mar  2 09:11:12 2026", "Mon, 2 Mar 2026 09:11:12 XYZ"]
)
def test_without_a_zone_it_is_taken_for_utc_with_a_warning(field):
    assert date_of(field.encode()) == (MORNING, "date-zone-unreadable")


@pytest.mark.parametrize(
    "field", ["yesterday", "Mon, 31 Feb 2026 10:00:00 +0000", "Mon, 2 Mar 2026 25:61:00 +0000", "0", "1 Jan 1000"]
)
def test_what_is_no_date_gives_none_with_a_warning(field):
    assert date_of(field.encode()) == (None, "date-unreadable")


def test_a_missing_date_says_so():
    assert date_of(b"") == (None, "date-missing")


def test_a_leap_second_is_read():
    assert date_of(b"Sun, 31 Dec 2017 23:59:60 +0000")[0] == datetime(2017, 12, 31, 23, 59, 59, tzinfo=UTC)


@settings(deadline=None)
@given(st.binary(max_size=100))
def test_any_bytes_can_be_read(field):
    when, _ = date_of(field)
    assert when is None or when.tzinfo is UTC


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2199, 12, 30)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_every_standard_date_is_read_exactly(moment, minutes):
    sign, size = ("-" if minutes < 0 else "+"), abs(minutes)
    field = f"{moment:%d %b %Y %H:%M:%S} {sign}{size // 60:02}{size % 60:02}"
    offset = moment.replace(microsecond=0, tzinfo=UTC).timestamp() - minutes * 60
    when, _ = date_of(field.encode())
    assert offset < 86400 or when.timestamp() == offset
