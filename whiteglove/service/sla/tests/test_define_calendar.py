"""Saying when we are open."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from whiteglove.ground.events.models import Event
from whiteglove.service.sla import clock
from whiteglove.service.sla.actions import define_calendar, make_default
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.facts import Fact
from whiteglove.service.sla.hours import CalendarError
from whiteglove.service.sla.judge import judge
from whiteglove.service.sla.models import BusinessCalendar
from whiteglove.service.sla.queries import default_calendar, rules
from whiteglove.service.sla.target import Target

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
OFFICE = {"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}}
LONGER = {"zone": "Europe/Berlin", "hours": {"mon-fri": "07:00-21:00"}}


def test_a_calendar_is_defined_and_the_first_is_the_default(admin):
    row = define_calendar(name="Berlin office", spec=OFFICE, by=admin, at=NOW)
    assert (row.time_zone, row.is_default) == ("Europe/Berlin", True)
    assert default_calendar() == row.calendar()


def test_without_any_calendar_office_hours_count():
    assert clock.add(default_calendar(), datetime(2026, 3, 6, 16, tzinfo=UTC), 7200) == datetime(
        2026, 3, 9, 10, tzinfo=UTC
    )


def test_a_second_calendar_waits_until_it_is_made_the_default(admin):
    office = define_calendar(name="Berlin office", spec=OFFICE, by=admin, at=NOW)
    longer = define_calendar(name="Longer days", spec=LONGER, by=admin, at=NOW)
    assert default_calendar() == office.calendar()
    make_default(calendar=longer, by=admin, at=LATER)
    assert default_calendar() == longer.calendar()
    assert BusinessCalendar.objects.filter(is_default=True).get() == longer


def test_a_change_counts_from_then_on_and_keeps_what_was(admin):
    define_calendar(name="Office", spec=OFFICE, by=admin, at=NOW)
    define_calendar(name="Office", spec=LONGER, by=admin, at=LATER)
    assert [since for since, _ in rules().calendars] == [None, LATER]
    evening = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
    assert [clock.is_open(calendar, evening) for _, calendar in rules().calendars] == [False, True]


def test_a_running_clock_follows_the_changed_calendar(admin):
    define_calendar(name="Office", spec=OFFICE, by=admin, at=NOW)
    define_calendar(name="Office", spec=LONGER, by=admin, at=LATER)
    facts = [Fact("opened", datetime(2026, 3, 2, 8, tzinfo=UTC), "customer")]
    target = [Target("first_reply", 10 * 3600)]
    before = judge(facts, target, rules().calendars, NOW)[0]
    after = judge(facts, target, rules().calendars, LATER)[0]
    assert (before.due_at.day, after.due_at) == (3, datetime(2026, 3, 2, 18, tzinfo=UTC))


def test_a_change_of_default_counts_from_then_on_with_each_calendar_as_it_was(admin):
    define_calendar(name="Office", spec=OFFICE, by=admin, at=NOW)
    longer = define_calendar(name="Longer days", spec={"hours": {"daily": "09:00-10:00"}}, by=admin, at=NOW)
    define_calendar(name="Longer days", spec=LONGER, by=admin, at=NOW + timedelta(hours=1))
    make_default(calendar=longer, by=admin, at=LATER)
    define_calendar(name="Office", spec={"hours": {}}, by=admin, at=LATER + timedelta(hours=1))
    define_calendar(name="Longer days", spec=OFFICE, by=admin, at=LATER + timedelta(hours=2))
    office, long_days = Calendar.from_dict(OFFICE), Calendar.from_dict(LONGER)
    assert rules().calendars == ((None, office), (LATER, long_days), (LATER + timedelta(hours=2), office))


def test_defining_the_same_again_changes_nothing(admin):
    row = define_calendar(name="Office", spec=OFFICE, by=admin, at=NOW)
    define_calendar(name=" Office ", spec=OFFICE, by=admin, at=LATER)
    assert row.versions.count() == 1
    assert Event.objects.filter(name="calendar.defined").count() == 1


def test_a_calendar_that_makes_no_sense_changes_nothing(admin):
    with pytest.raises(CalendarError, match="Mars"):
        define_calendar(name="Office", spec={"zone": "Mars"}, by=admin, at=NOW)
    assert not BusinessCalendar.objects.exists()


def test_making_the_default_the_default_says_nothing(admin):
    row = define_calendar(name="Office", spec=OFFICE, by=admin, at=NOW)
    make_default(calendar=row, by=admin, at=LATER)
    assert not Event.objects.filter(name="calendar.made_default").exists()


@pytest.mark.parametrize("who", ["ada", "lee", "mo", "zed", "cleo"])
def test_only_an_administrator_says_when_we_are_open(who, request, admin):
    person, row = request.getfixturevalue(who), define_calendar(name="Office", spec=OFFICE, by=admin, at=NOW)
    with pytest.raises(PermissionDenied):
        define_calendar(name="Office", spec=LONGER, by=person, at=LATER)
    with pytest.raises(PermissionDenied):
        make_default(calendar=row, by=person, at=LATER)


def test_equal_specs_share_one_unrolled_calendar(admin):
    one = define_calendar(name="One", spec=OFFICE, by=admin, at=NOW)
    two = define_calendar(name="Two", spec=OFFICE, by=admin, at=NOW)
    assert one.calendar() is two.calendar()
