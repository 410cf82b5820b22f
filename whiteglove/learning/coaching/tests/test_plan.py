"""Conversations plan themselves, make way for holidays and absences, and follow whoever leads."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Membership
from whiteglove.learning.coaching.actions.absence import make_way, note_absence
from whiteglove.learning.coaching.actions.depart import part
from whiteglove.learning.coaching.actions.pair import pair
from whiteglove.learning.coaching.actions.plan import plan_ahead, plan_extra
from whiteglove.learning.coaching.actions.talk import hold, move, reopen, skip
from whiteglove.learning.coaching.models import Pairing, Talk
from whiteglove.service.desk.errors import Refused
from whiteglove.service.sla.actions import define_calendar
from whiteglove.service.sla.actions.choose_calendar import make_default

from .conftest import NINE

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def planned(programme, ada, lee):
    plan_ahead(at=NINE)
    return {(one.kind, one.slot): one for one in Talk.objects.planned()}


def test_an_agent_and_a_lead_of_their_team_meet_each_week_and_as_the_pack_says(planned, ada, lee):
    assert set(planned) == {("weekly", "2026-W11"), ("weekly", "2026-W12"), ("monthly", "2026-03")}
    first = planned["weekly", "2026-W11"]
    assert (first.agent, first.lead) == (ada, lee)
    assert first.planned_for == NINE.replace(day=9, hour=10)
    assert planned["monthly", "2026-03"].planned_for == NINE.replace(day=3, hour=11)


def test_planning_again_changes_nothing(planned):
    events = Event.objects.count()
    assert plan_ahead(at=NINE + timedelta(hours=1)) == 0
    assert Event.objects.count() == events


def test_two_people_of_one_lead_come_one_after_the_other(programme, ada, lee, support):
    make_person("Bo", "bo@whiteglove.example", "agent", support)
    plan_ahead(at=NINE)
    times = [one.planned_for for one in Talk.objects.filter(kind="weekly", slot="2026-W11").order_by("planned_for")]
    assert times == [NINE.replace(day=9, hour=10), NINE.replace(day=9, hour=10, minute=20)]


def test_a_holiday_moves_it_to_the_next_open_day(programme, ada, lee):
    spec = {"hours": {"mon-fri": "09:00-17:00"}, "holidays": ["2026-03-09"]}
    make_default(calendar=define_calendar(name="Ours", spec=spec, by=None, at=NINE), by=None, at=NINE)
    plan_ahead(at=NINE)
    assert Talk.objects.get(slot="2026-W11").planned_for.date() == date(2026, 3, 10)


def test_who_is_away_all_week_skips_it_with_the_reason(planned, ada):
    note_absence(person=ada, first=date(2026, 3, 9), last=date(2026, 3, 13), by=ada, at=NINE)
    assert make_way(person=ada.pk, at=NINE) == 1
    row = Talk.objects.get(slot="2026-W11")
    assert row.is_skipped
    assert "away" in row.why


def test_who_is_away_for_a_day_meets_on_the_next(planned, lee):
    note_absence(person=lee, first=date(2026, 3, 9), last=date(2026, 3, 9), by=lee, at=NINE)
    make_way(person=lee.pk, at=NINE)
    assert Talk.objects.get(slot="2026-W11").planned_for == NINE.replace(day=10, hour=10)


def test_trainees_and_leads_are_coached_by_nobody(programme, mo, lee, ada):
    plan_ahead(at=NINE)
    assert list(Pairing.objects.values_list("agent", "lead")) == [(ada.pk, lee.pk)]


def test_another_lead_takes_over_what_is_planned(planned, ada, lee, support):
    sofia = make_person("Sofia", "sofia@whiteglove.example", "lead", support)
    pair(agent=ada, lead=sofia, by=lee, at=NINE)
    assert set(Talk.objects.planned().values_list("lead", flat=True)) == {sofia.pk}
    assert Event.objects.filter(name="talk.given_on").count() == len(planned)


def test_a_lead_who_leads_none_of_their_teams_is_refused(planned, ada, lee, billing):
    other = make_person("Sofia", "sofia@whiteglove.example", "lead", billing)
    with pytest.raises(Refused, match="leads none"):
        pair(agent=ada, lead=other, by=lee, at=NINE)


def test_an_agent_who_changes_teams_gets_a_lead_there(planned, ada, lee, support, billing):
    other = make_person("Sofia", "sofia@whiteglove.example", "lead", billing)
    Membership.objects.filter(person=ada).update(team=billing)
    plan_ahead(at=NINE)
    assert Pairing.objects.standing().get(agent=ada).lead == other
    assert set(Talk.objects.planned().values_list("lead", flat=True)) == {other.pk}


def test_who_leaves_has_nothing_planned(planned, ada):
    ada.is_active = False
    ada.save()
    part(person=ada, at=NINE)
    part(person=ada, at=NINE)
    assert not Talk.objects.planned().exists()
    assert not Pairing.objects.standing().exists()


def test_a_lead_who_leaves_hands_their_people_on(planned, ada, lee, support):
    sofia = make_person("Sofia", "sofia@whiteglove.example", "lead", support)
    lee.is_active = False
    lee.save()
    part(person=lee, at=NINE)
    assert Pairing.objects.standing().get(agent=ada).lead == sofia
    assert set(Talk.objects.planned().values_list("lead", flat=True)) == {sofia.pk}


def test_either_moves_it_only_the_lead_ends_it(talk, ada, lee):
    when = NINE + 2 * WEEK
    assert move(talk=talk, when=when, by=ada, at=NINE).planned_for == when
    with pytest.raises(PermissionDenied):
        hold(talk=talk, by=ada, at=NINE)
    assert hold(talk=talk, by=lee, at=NINE).is_held
    assert reopen(talk=talk, by=lee, at=NINE).is_planned
    with pytest.raises(Refused, match="why"):
        skip(talk=talk, why=" ", by=lee, at=NINE)
    assert skip(talk=talk, why="Release day", by=lee, at=NINE).why == "Release day"
    with pytest.raises(Refused, match="over already"):
        hold(talk=talk, by=lee, at=NINE)


def test_one_more_is_planned_by_hand(planned, ada, lee):
    made = plan_extra(agent=ada, when=NINE + timedelta(days=1), by=lee, at=NINE)
    assert (made.lead, made.made_by, made.minutes) == (lee, lee, 30)
    with pytest.raises(Refused, match="already"):
        plan_extra(agent=ada, when=NINE + timedelta(days=1), by=lee, at=NINE)
