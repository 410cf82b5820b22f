"""Changing people: details, roles, access, skills."""

import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.actions.change_person import change_person, change_role
from whiteglove.ground.people.actions.deactivate import deactivate, reactivate
from whiteglove.ground.people.actions.forget import forget
from whiteglove.ground.people.actions.invite import invite
from whiteglove.ground.people.actions.join import accept_invitation, add_person, found
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.actions.skills import remove_skill, set_skill
from whiteglove.ground.people.history import what_happened_to
from whiteglove.ground.people.models import Invitation, Person, Skill
from whiteglove.ground.people.taking_along import account_of

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def bill(billing):
    """An agent of another team, whom Lee doesn't lead."""
    return make_person("Sipho Nkosi", "sipho@whiteglove.example", "agent", billing)


def test_a_lead_changes_the_details_of_her_agents(lee, ada):
    changed = change_person(person=ada, by=lee, at=AT, languages=["en", "fr"], time_zone="Africa/Accra")
    assert changed.languages == ["en", "fr"]
    event = Event.objects.get(name="person.changed")
    assert event.facts["changes"] == {"languages": [[], ["en", "fr"]], "time_zone": ["UTC", "Africa/Accra"]}


def test_nothing_changed_is_nothing_recorded(lee, ada):
    change_person(person=ada, by=lee, at=AT, name=ada.name)
    assert not Event.objects.exists()


def test_a_lead_cannot_touch_people_of_other_teams_or_other_leads(lee, bill, admin, support):
    with pytest.raises(Http404):
        change_person(person=bill, by=lee, at=AT, name="Bill")
    other_lead = make_person("Fatou Diop", "fatou@whiteglove.example", "lead", support)
    with pytest.raises(Http404):
        change_person(person=other_lead, by=lee, at=AT, name="F")


def test_an_agent_changes_herself_but_nobody_else(ada, lee):
    assert change_person(person=ada, by=ada, at=AT, signature="Ada, Support").signature == "Ada, Support"
    with pytest.raises(PermissionDenied):
        change_person(person=lee, by=ada, at=AT, name="Leah")


def test_a_signature_is_ones_own(admin, ada):
    with pytest.raises(Refused, match="Only Ada"):
        change_person(person=ada, by=admin, at=AT, signature="Spoken for")


def test_a_lead_makes_a_trainee_an_agent(lee, mo):
    assert change_role(person=mo, role="agent", by=lee, at=AT).role == "agent"
    assert Event.objects.get(name="person.role_changed").facts == {
        "old": "trainee",
        "new": "agent",
        "invitations_withdrawn": 0,
    }


def test_a_lead_makes_no_leads(lee, ada):
    with pytest.raises(Refused, match="Only an administrator"):
        change_role(person=ada, role="lead", by=lee, at=AT)


def test_the_last_administrator_stays_one(admin):
    with pytest.raises(Refused, match="last administrator"):
        change_role(person=admin, role="agent", by=admin, at=AT)
    admin.refresh_from_db()
    assert admin.role == "admin"


def test_with_a_second_administrator_the_first_may_step_down(admin):
    make_person("Jonas Weber", "jonas@whiteglove.example", "admin")
    assert change_role(person=admin, role="agent", by=admin, at=AT).role == "agent"


def test_who_steps_down_leaves_no_invitation_by_which_to_come_back(admin, support):
    second = make_person("Jonas Weber", "jonas@whiteglove.example", "admin", support)
    given = {"by": second, "at": AT, "teams": [support]}
    way_back = invite(email="x@whiteglove.example", role="admin", **given)
    colleague = invite(email="y@whiteglove.example", role="agent", **given)
    change_role(person=second, role="lead", by=admin, at=AT)
    assert list(Invitation.objects.pending(AT)) == [colleague]
    with pytest.raises(Refused, match="no longer"):
        accept_invitation(invitation=way_back, name="Jonas", password="x", at=AT)
    assert what_happened_to(second)[0].text.endswith(": administrator → team lead, 1 invitation they sent withdrawn")


def test_a_deactivated_administrator_does_not_count(admin):
    second = make_person("Jonas Weber", "jonas@whiteglove.example", "admin")
    deactivate(person=second, by=admin, at=AT)
    with pytest.raises(Refused, match="last administrator"):
        change_role(person=admin, role="lead", by=admin, at=AT)


def test_the_last_administrator_cannot_be_deactivated_by_another_who_just_stepped_down(admin):
    second = make_person("Jonas Weber", "jonas@whiteglove.example", "admin")
    change_role(person=second, role="agent", by=admin, at=AT)
    # `second` still thinks of himself as an administrator, as an old page would.
    with pytest.raises(Refused, match="last administrator"):
        deactivate(person=admin, by=second, at=AT)


def test_ending_access_signs_out_at_once(admin, ada, signed_in):
    browser = signed_in(ada)
    assert browser.get("/people/me/").status_code == 200
    deactivate(person=ada, by=admin, at=AT, reason="left the company")
    assert browser.get("/people/me/").status_code == 302


def test_ending_access_is_recorded_with_its_consequences(admin, ada, lee, support):
    invite(email="x@whiteglove.example", role="agent", teams=[support], by=lee, at=AT)
    deactivate(person=lee, by=admin, at=AT, reason="left")
    assert Event.objects.get(name="person.deactivated").facts == {
        "reason": "left",
        "teams": [support.pk],
        "invitations_withdrawn": 1,
    }
    assert not Invitation.objects.pending(AT).exists()


def test_access_can_be_given_back(admin, ada, support):
    ended = deactivate(person=ada, by=admin, at=AT)
    back = reactivate(person=ada, by=admin, at=AT)
    assert (back.is_active, back.team_ids) == (True, {support.pk})
    ended.refresh_from_db()
    assert (ended.undone_at, ended.undone_by) == (AT, admin)
    with pytest.raises(Refused, match="has access already"):
        reactivate(person=ada, by=admin, at=AT)


def test_nobody_ends_their_own_access(admin):
    with pytest.raises(Refused, match="your own"):
        deactivate(person=admin, by=admin, at=AT)


def test_a_lead_cannot_end_access(lee, ada):
    with pytest.raises(PermissionDenied):
        deactivate(person=ada, by=lee, at=AT)


def test_a_skill_is_noted_changed_and_taken_away(lee, ada):
    held = set_skill(person=ada, name="  Refunds ", level=2, by=lee, at=AT)
    assert str(held) == "Refunds: Solid"
    set_skill(person=ada, name="refunds", level=3, by=lee, at=AT)
    assert Skill.objects.count() == 1
    assert remove_skill(person=ada, skill=held.skill, by=lee, at=AT)
    assert not remove_skill(person=ada, skill=held.skill, by=lee, at=AT)
    assert [event.facts["old"] for event in Event.objects.order_by("id")] == [None, 2, 3]


def test_the_first_administrator_founds_the_house_once(db):
    first = found(email="Boss@Whiteglove.example", name="Boss", password="a quiet harbour", at=AT)
    assert (first.email, first.role) == ("boss@whiteglove.example", "admin")
    with pytest.raises(Refused, match="administrator already"):
        found(email="b@whiteglove.example", name="B", password="x", at=AT)


def test_two_spellings_of_an_address_are_one_person(db):
    add_person(email="ada@whiteglove.example", name="Ada", role="agent", by=None, at=AT)
    with pytest.raises(Refused, match="here already"):
        add_person(email="ADA@Whiteglove.example", name="Ada", role="agent", by=None, at=AT)
    assert Person.objects.get(email="Ada@WHITEGLOVE.example").name == "Ada"


# The pages


def test_a_role_is_changed_and_changed_back_by_the_page(signed_in, lee, mo):
    browser = signed_in(lee)
    browser.post(f"/people/{mo.pk}/role/", {"role": "agent"})
    mo.refresh_from_db()
    assert mo.role == "agent"
    assert f'data-undo="/people/{mo.pk}/role/?role=trainee"' in browser.get(f"/people/{mo.pk}/").content.decode()
    browser.post(f"/people/{mo.pk}/role/?role=trainee")
    mo.refresh_from_db()
    assert mo.role == "trainee"


def test_a_refusal_is_a_word_on_the_page(signed_in, admin):
    browser = signed_in(admin)
    answer = browser.post(f"/people/{admin.pk}/role/", {"role": "agent"}, follow=True)
    assert "is the last administrator" in answer.content.decode()


def test_access_is_ended_and_given_back_by_the_page(signed_in, admin, ada):
    browser = signed_in(admin)
    browser.post(f"/people/{ada.pk}/deactivation/", {"reason": "left"})
    assert "left" in browser.get(f"/people/{ada.pk}/").content.decode()
    browser.delete(f"/people/{ada.pk}/deactivation/")
    ada.refresh_from_db()
    assert ada.is_active


def test_skills_by_the_page(signed_in, lee, ada):
    browser = signed_in(lee)
    browser.post(f"/people/{ada.pk}/skills/", {"name": "Refunds", "level": "3"})
    held = ada.skills.get()
    answer = browser.delete(f"/people/{ada.pk}/skills/{held.skill_id}/", follow=True)
    assert f"/people/{ada.pk}/skills/{held.skill_id}/?level=3" in answer.content.decode()
    browser.post(f"/people/{ada.pk}/skills/{held.skill_id}/?level=3")
    assert ada.skills.get().level == 3


def test_details_by_the_page(signed_in, lee, ada):
    browser = signed_in(lee)
    assert "Ada Osei" in browser.get(f"/people/{ada.pk}/details/").content.decode()
    form = {"name": "Ada O", "time_zone": "Africa/Accra", "languages": ["en", "fr"]}
    assert browser.post(f"/people/{ada.pk}/details/", form).status_code == 303
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone, ada.languages) == ("Ada O", "Africa/Accra", ["en", "fr"])


def test_an_unknown_time_zone_is_refused(signed_in, lee, ada):
    form = {"name": "Ada", "time_zone": "Mars/Olympus"}
    assert signed_in(lee).post(f"/people/{ada.pk}/details/", form).status_code == 422


def test_ones_own_profile(signed_in, ada):
    form = {"name": "Ada Osei", "time_zone": "UTC", "signature": "Ada", "theme": "dark", "keyboard_off": "on"}
    signed_in(ada).post("/people/me/", form)
    ada.refresh_from_db()
    assert (ada.signature, ada.theme, ada.keyboard_off) == ("Ada", "dark", True)


def test_pages_speak_in_the_readers_time_zone(signed_in, admin, ada):
    Person.objects.filter(pk=admin.pk).update(time_zone="Asia/Tokyo")
    deactivate(person=ada, by=admin, at=AT)
    assert "T18:00:00+09:00" in signed_in(admin).get(f"/people/{ada.pk}/").content.decode()


def test_the_page_tells_what_happened(signed_in, admin, lee, ada):
    change_role(person=ada, role="trainee", by=lee, at=AT)
    assert "Lee changed the role of Ada: agent → trainee" in signed_in(admin).get(f"/people/{ada.pk}/").content.decode()


def test_a_lead_sees_her_own_people_only(signed_in, lee, ada, bill):
    browser = signed_in(lee)
    page = browser.get("/people/").content.decode()
    assert "Ada Osei" in page
    assert "Sipho Nkosi" not in page
    assert browser.get(f"/people/{bill.pk}/").status_code == 404


def test_people_are_found_by_word_and_team(signed_in, admin, ada, bill, billing):
    browser = signed_in(admin)
    assert "Sipho" not in browser.get("/people/?q=osei").content.decode()
    assert "Ada Osei" not in browser.get(f"/people/?team={billing.pk}").content.decode()
    assert "Nobody like that" in browser.get("/people/?q=nobody").content.decode()


@pytest.mark.parametrize("path", ["", "details/"])
def test_zed_sees_nobody(signed_in, zed, ada, path):
    assert signed_in(zed).get(f"/people/{ada.pk}/{path}").status_code == 403


def test_zed_changes_nobody(signed_in, zed, ada):
    browser = signed_in(zed)
    for path in ["details/", "role/", "deactivation/", "skills/"]:
        assert browser.post(f"/people/{ada.pk}/{path}", {"role": "admin", "name": "x"}).status_code == 403
    assert browser.delete(f"/people/{ada.pk}/deactivation/").status_code == 403
    assert browser.post("/people/me/", {"name": "Zed"}).status_code == 403
    ada.refresh_from_db()
    assert (ada.role, ada.is_active, ada.name) == ("agent", True, "Ada Osei")


def test_the_switch_in_ones_own_menu_keeps_the_theme(signed_in, ada):
    browser = signed_in(ada)
    assert browser.post("/people/me/appearance/", {"theme": "dark"}).status_code == 204
    ada.refresh_from_db()
    assert ada.theme == "dark"
    assert browser.post("/people/me/appearance/", {"theme": "plaid"}).status_code == 422


def test_of_who_is_erased_no_words_on_the_account_are_left(ada, lee, admin):
    change_person(person=ada, by=ada, at=AT, signature="Yours, Ada of the tower", name="Ada Osei-Bonsu")
    set_skill(person=ada, name="Refunds", level=2, by=lee, at=AT)
    ada.refresh_from_db()
    deactivate(person=ada, by=admin, at=AT, reason="She drew her sword")
    assert account_of(ada)["access_ended"][0]["reason"] == "She drew her sword"
    forget(person=ada, by=admin, at=AT)
    ada.refresh_from_db()
    assert (ada.name, ada.signature, ada.skills.count()) == ("Ada Osei-Bonsu", "", 0)
    left = json.dumps([account_of(ada), list(Event.objects.order_by("id").values())], default=str)
    assert "tower" not in left and "sword" not in left and "Osei-Bonsu" in left
