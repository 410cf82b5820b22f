"""Teams: made, named, archived, filled."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.actions.teams import (
    add_member,
    archive_team,
    create_team,
    remove_member,
    rename_team,
    restore_team,
)
from whiteglove.ground.people.models import Team

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def test_an_administrator_creates_a_team(admin):
    team = create_team(name="Night shift", by=admin, at=AT)
    assert (team.slug, team.created_at) == ("night-shift", AT)
    assert Event.objects.get().facts == {"name": "Night shift"}


def test_two_teams_never_share_a_name_but_slugs_make_way(admin):
    create_team(name="Night shift", by=admin, at=AT)
    with pytest.raises(Refused, match="another name"):
        create_team(name="Night shift", by=admin, at=AT)
    assert create_team(name="Night-Shift", by=admin, at=AT).slug == "night-shift-2"


def test_a_renamed_team_keeps_its_slug(admin, support):
    rename_team(team=support, name="First line", by=admin, at=AT)
    support.refresh_from_db()
    assert (support.name, support.slug) == ("First line", "support")


def test_an_archived_team_leaves_the_choices_and_comes_back(admin, support):
    archive_team(team=support, by=admin, at=AT)
    assert support not in Team.objects.current()
    restore_team(team=support, by=admin, at=AT)
    assert support in Team.objects.current()
    assert [event.name for event in Event.objects.order_by("id")] == ["team.archived", "team.restored"]


def test_archiving_twice_is_recorded_once(admin, support):
    archive_team(team=support, by=admin, at=AT)
    archive_team(team=support, by=admin, at=AT)
    assert Event.objects.count() == 1


def test_a_lead_takes_people_in_and_out_of_her_team(lee, mo, support):
    assert remove_member(team=support, person=mo, by=lee, at=AT)
    assert mo.team_ids == set()
    assert not remove_member(team=support, person=mo, by=lee, at=AT)


def test_somebody_is_put_into_a_team_once(admin, ada, billing):
    assert add_member(team=billing, person=ada, by=admin, at=AT)
    assert not add_member(team=billing, person=ada, by=admin, at=AT)
    assert Event.objects.get().facts == {"person": ada.pk, "name": "Ada Osei"}
    assert billing.pk in ada.team_ids


def test_a_lead_cannot_reach_into_other_teams(lee, ada, billing):
    with pytest.raises(Http404):
        add_member(team=billing, person=ada, by=lee, at=AT)


def test_a_lead_cannot_pull_strangers_into_her_team(lee, billing, support):
    stranger = make_person("Sipho Nkosi", "sipho@whiteglove.example", "agent", billing)
    with pytest.raises(Http404):
        add_member(team=support, person=stranger, by=lee, at=AT)


def test_a_lead_cannot_make_teams(lee, support):
    with pytest.raises(PermissionDenied):
        create_team(name="Mine", by=lee, at=AT)
    with pytest.raises(PermissionDenied):
        archive_team(team=support, by=lee, at=AT)


# The pages


def test_a_team_is_made_and_filled_by_the_pages(signed_in, admin, ada):
    browser = signed_in(admin)
    browser.post("/people/teams/", {"name": "Night shift"})
    team = Team.objects.get(name="Night shift")
    browser.post(f"/people/teams/{team.pk}/members/", {"person": ada.pk})
    assert "Ada Osei" in browser.get(f"/people/teams/{team.pk}/").content.decode()
    browser.delete(f"/people/teams/{team.pk}/members/{ada.pk}/")
    assert not team.memberships.exists()
    browser.post(f"/people/teams/{team.pk}/members/{ada.pk}/")
    assert team.memberships.exists()


def test_a_taken_name_is_said_on_the_page(signed_in, admin, support):
    page = signed_in(admin).post("/people/teams/", {"name": "Support"})
    assert page.status_code == 422
    assert "Choose another name" in page.content.decode()


def test_a_lead_sees_only_her_own_teams(signed_in, lee, support, billing):
    browser = signed_in(lee)
    assert "Billing" not in browser.get("/people/teams/").content.decode()
    assert browser.get(f"/people/teams/{billing.pk}/").status_code == 404
    assert "Create a team" not in browser.get("/people/teams/").content.decode()


def test_zed_finds_every_door_of_teams_shut(signed_in, zed, ada, support):
    browser = signed_in(zed)
    assert browser.get("/people/teams/").status_code == 403
    assert browser.post("/people/teams/", {"name": "Z"}).status_code == 403
    for path in ["", "archive/", "members/", f"members/{ada.pk}/"]:
        assert browser.post(f"/people/teams/{support.pk}/{path}", {"person": zed.pk, "name": "Z"}).status_code == 403
    assert browser.delete(f"/people/teams/{support.pk}/members/{ada.pk}/").status_code == 403
    assert ada.memberships.exists()
