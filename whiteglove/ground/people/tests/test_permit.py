"""Who may do what, asked in one place."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpResponse

from whiteglove.ground.people import policy
from whiteglove.ground.people.policy import audiences_of, door, in_own_team, may, permit, public, require


@pytest.fixture(autouse=True)
def _permits(monkeypatch):
    monkeypatch.setattr(policy, "_permits", {})
    permit("tea.pour", roles={"lead", "agent"}, says="Pour tea", scope=in_own_team)
    permit("tea.price", roles=set(), says="Set the price of tea")


def pot(team=None):
    return SimpleNamespace(team_id=team and team.pk)


def test_an_agent_may_what_her_role_holds(ada):
    assert may(ada, "tea.pour")
    assert not may(ada, "tea.price")


def test_an_administrator_may_everything_even_outside_her_teams(admin, billing):
    assert may(admin, "tea.price")
    assert may(admin, "tea.pour", pot(billing))


def test_an_agent_reaches_only_objects_of_her_own_teams(ada, support, billing):
    assert may(ada, "tea.pour", pot(support))
    assert may(ada, "tea.pour", pot(None))
    assert not may(ada, "tea.pour", pot(billing))


@pytest.mark.parametrize("who", ["mo", "cleo", "zed"])
def test_other_roles_may_nothing(who, request):
    assert not may(request.getfixturevalue(who), "tea.pour")


def test_what_somebody_practises_on_is_theirs_alone(ada, mo, zed, admin):
    permit("tea.taste", roles={"agent"}, says="Taste tea", scope=in_own_team, rehearsed=True)
    cup = SimpleNamespace(team_id=None, rehearsed=True, rehearsed_by_id=mo.pk)
    assert may(mo, "tea.taste", cup) and not may(mo, "tea.taste", pot()) and not may(mo, "tea.taste")
    assert not may(mo, "tea.pour", cup), "only what permits say that one may do while one practises"
    for other in (ada, zed, admin):
        assert not may(other, "tea.taste", cup)
        with pytest.raises(Http404):
            require(other, "tea.taste", cup)
    require(mo, "tea.taste", cup)


def test_somebody_deactivated_may_nothing(admin):
    admin.is_active = False
    assert not may(admin, "tea.price")
    assert audiences_of(admin) == set()


def test_nobody_in_particular_may_nothing():
    assert not may(AnonymousUser(), "tea.pour")
    assert not may(None, "tea.pour")


def test_a_missing_role_is_refused_openly_and_a_strange_object_is_not_admitted_to_exist(ada, zed, billing):
    with pytest.raises(PermissionDenied, match="You may not pour tea"):
        require(zed, "tea.pour", pot(billing))
    with pytest.raises(Http404):
        require(ada, "tea.pour", pot(billing))


def test_a_misspelt_permit_is_an_error_not_a_refusal(ada):
    with pytest.raises(ImproperlyConfigured, match="poor"):
        may(ada, "tea.poor")


def test_a_permit_is_declared_once_and_for_known_roles():
    with pytest.raises(ImproperlyConfigured, match="twice"):
        permit("tea.pour", roles={"agent"}, says="Pour tea")
    with pytest.raises(ImproperlyConfigured, match="butler"):
        permit("tea.serve", roles={"butler"}, says="Serve tea")


@door("tea.pour", writes="tea.price")
def teapot(request):
    return HttpResponse("poured")


def asked(rf, person, method="get", **headers):
    request = getattr(rf, method)("/tea/", headers=headers)
    request.user = person
    return request


def test_a_door_lets_the_right_people_in(rf, ada):
    assert teapot(asked(rf, ada)).content == b"poured"


def test_a_door_asks_for_more_before_writing(rf, ada, admin):
    with pytest.raises(PermissionDenied):
        teapot(asked(rf, ada, "post"))
    assert teapot(asked(rf, admin, "post")).status_code == 200


def test_a_door_sends_strangers_to_sign_in_and_back_again(rf):
    response = teapot(asked(rf, AnonymousUser()))
    assert response.status_code == 302
    assert response["Location"].endswith("?next=/tea/")


def test_a_partial_request_by_a_stranger_moves_the_whole_page_to_sign_in(rf):
    response = teapot(asked(rf, AnonymousUser(), **{"HX-Request": "true"}))
    assert response.status_code == 401
    assert response["HX-Redirect"] == "/accounts/login/"


def test_a_public_door_says_so():
    assert public(lambda request: None).public


def test_people_hear_of_their_own_teams(ada, support, billing):
    assert audiences_of(ada) == {f"person:{ada.pk}", f"team:{support.pk}", "staff"}


def test_an_administrator_hears_of_every_team(admin, support, billing):
    assert {"admin", "staff", f"team:{support.pk}", f"team:{billing.pk}"} < audiences_of(admin)


@pytest.mark.parametrize("who", ["mo", "cleo", "zed"])
def test_those_away_from_the_desk_hear_only_of_themselves(who, request):
    person = request.getfixturevalue(who)
    assert audiences_of(person) == {f"person:{person.pk}"}
