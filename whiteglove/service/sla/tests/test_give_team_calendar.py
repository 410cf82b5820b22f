"""A team's own calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from whiteglove.ground.events.models import Event
from whiteglove.service.sla.actions import (
    InUse,
    NameTaken,
    bring_back_calendar,
    change_calendar,
    define_calendar,
    give_to_team,
    make_default,
    remove_calendar,
)
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.facts import Fact
from whiteglove.service.sla.judge import judge
from whiteglove.service.sla.models import BusinessCalendar
from whiteglove.service.sla.queries import rules
from whiteglove.service.sla.target import Target

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
OFFICE, ALWAYS = {"hours": {"mon-fri": "09:00-17:00"}}, {"always": True}


@pytest.fixture
def office(admin):
    return define_calendar(name="Office", spec=OFFICE, by=admin, at=NOW)


@pytest.fixture
def always(admin, office):
    return define_calendar(name="Always", spec=ALWAYS, by=admin, at=NOW)


def test_a_team_runs_by_its_own_calendar_and_others_by_the_default(admin, office, always, support, billing):
    give_to_team(team=support, calendar=always, by=admin, at=NOW + HOUR)
    found = rules()
    assert found.by_team[support.pk] == ((None, office.calendar()), (NOW + HOUR, always.calendar()))
    assert billing.pk not in found.by_team
    assert found.calendars == ((None, office.calendar()),)


def test_back_to_the_default_follows_the_default_as_it_is_then(admin, office, always, support):
    give_to_team(team=support, calendar=always, by=admin, at=NOW + HOUR)
    make_default(calendar=always, by=admin, at=NOW + 2 * HOUR)
    give_to_team(team=support, calendar=None, by=admin, at=NOW + 3 * HOUR)
    make_default(calendar=office, by=admin, at=NOW + 4 * HOUR)
    assert rules().teams[support.pk] == (
        (None, office.calendar()), (NOW + HOUR, always.calendar()), (NOW + 3 * HOUR, always.calendar()),
        (NOW + 4 * HOUR, office.calendar()),
    )  # fmt: skip


def test_the_rules_of_teams_still_take_three_queries(admin, always, support, django_assert_num_queries):
    give_to_team(team=support, calendar=always, by=admin, at=NOW)
    with django_assert_num_queries(3):
        rules()


def test_a_case_that_moves_is_counted_on_the_new_teams_calendar_from_then_on(support, billing):
    evening = datetime(2026, 3, 2, 16, tzinfo=UTC)
    office, always = Calendar.from_dict(OFFICE), Calendar.always()
    calendars = {None: [(None, office)], support.pk: [(None, always)]}
    opened = Fact("opened", evening, "customer", {"team": billing.pk})
    moved = Fact("changed", evening + 2 * HOUR, "", {"team": support.pk})
    target = [Target("first_reply", 4 * 3600)]
    stayed = judge([opened], target, calendars, evening + 3 * HOUR)[0]
    gone = judge([opened, moved], target, calendars, evening + 3 * HOUR)[0]
    assert (stayed.due_at, gone.due_at) == (datetime(2026, 3, 3, 12, tzinfo=UTC), evening + 4 * HOUR)


def test_giving_the_same_again_says_nothing(admin, always, support):
    for _ in range(2):
        give_to_team(team=support, calendar=always, by=admin, at=NOW)
    give_to_team(team=support, calendar=always, by=admin, at=NOW + HOUR)
    assert Event.objects.filter(name="calendar.given_to_team").count() == 1


def test_an_unused_calendar_is_removed_and_a_used_one_stays(admin, office, always, support):
    spare = define_calendar(name="Spare", spec=OFFICE, by=admin, at=NOW)
    remove_calendar(calendar=spare, by=admin, at=NOW)
    assert not BusinessCalendar.objects.filter(name="Spare").exists()
    give_to_team(team=support, calendar=always, by=admin, at=NOW)
    give_to_team(team=support, calendar=None, by=admin, at=NOW + HOUR)
    for used in (office, always):
        with pytest.raises(InUse, match="clocks run or ran by it"):
            remove_calendar(calendar=used, by=admin, at=NOW + HOUR)


def history(calendar: BusinessCalendar) -> list[tuple]:
    return list(calendar.versions.values_list("name", "spec", "active_from", "at", "by"))


def test_a_removed_calendar_comes_back_with_its_history(admin, office):
    spare = define_calendar(name="Spare", spec=OFFICE, by=admin, at=NOW)
    change_calendar(calendar=spare, name="Spare days", spec=ALWAYS, by=admin, at=NOW + HOUR)
    spare.refresh_from_db()
    before = history(spare)
    removal = remove_calendar(calendar=spare, by=admin, at=NOW + HOUR)
    back = bring_back_calendar(removal=Event.objects.get(pk=removal.pk), by=admin, at=NOW + 2 * HOUR)
    assert (back.name, back.spec, back.time_zone, back.is_default) == ("Spare days", spare.spec, spare.time_zone, False)
    assert (len(before), history(back)) == (2, before)
    assert Event.objects.filter(name="calendar.brought_back", subject_id=back.pk).count() == 1


def test_a_calendar_does_not_come_back_over_another(admin, office):
    removal = remove_calendar(calendar=define_calendar(name="Spare", spec=OFFICE, by=admin, at=NOW), by=admin, at=NOW)
    define_calendar(name="Spare", spec=ALWAYS, by=admin, at=NOW)
    with pytest.raises(NameTaken, match="Spare"):
        bring_back_calendar(removal=removal, by=admin, at=NOW)
    assert BusinessCalendar.objects.filter(name="Spare").count() == 1


@pytest.mark.parametrize("who", ["ada", "lee", "mo", "zed", "cleo"])
def test_only_an_administrator_chooses_and_removes(who, request, admin, always, support):
    person = request.getfixturevalue(who)
    spare = define_calendar(name="Spare", spec=OFFICE, by=admin, at=NOW)
    with pytest.raises(PermissionDenied):
        bring_back_calendar(removal=remove_calendar(calendar=spare, by=admin, at=NOW), by=person, at=NOW)
    with pytest.raises(PermissionDenied):
        give_to_team(team=support, calendar=always, by=person, at=NOW)
    with pytest.raises(PermissionDenied):
        remove_calendar(calendar=always, by=person, at=NOW)
