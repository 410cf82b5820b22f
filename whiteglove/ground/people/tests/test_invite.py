"""Inviting people and joining."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.actions.change_person import change_role
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.ground.people.actions.invite import invite, resend_invitation, withdraw_invitation
from whiteglove.ground.people.actions.join import accept_invitation
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.models import Invitation, Membership, Person, Team

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def ask(admin, django_capture_on_commit_callbacks):
    """`ask(email=…)` sends an invitation by the administrator."""

    def send(**given):
        given = {"email": "new@whiteglove.example", "role": "agent", "by": admin, "at": AT} | given
        with django_capture_on_commit_callbacks(execute=True):
            return invite(**given)

    return send


def test_an_invitation_reaches_its_address_with_a_link(ask, mailoutbox, client):
    made = ask(name="Nia")
    letter = mailoutbox[0]
    assert letter.to == ["new@whiteglove.example"]
    assert letter.subject == "Administrator invites you to Whiteglove"
    assert f"/people/join/{made.token}/" in letter.body
    made.refresh_from_db()
    assert made.sent_at == AT


def test_only_a_hash_of_the_link_is_kept(ask):
    made = ask()
    kept = Invitation.objects.values().get(pk=made.pk)
    assert made.token not in repr(kept)
    assert Invitation.objects.with_token(made.token).get() == made


def test_an_invitation_is_recorded(ask, admin):
    made = ask()
    event = Event.objects.get(name="person.invited")
    assert (event.subject, event.by_id, event.facts) == (f"invitation:{made.pk}", admin.pk, {"role": "agent"})


def test_a_letter_that_could_not_leave_is_noticed(ask, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("whiteglove.ground.people.letters.send_mail", down)
    made = ask()
    made.refresh_from_db()
    assert made.sent_at is None
    assert made.state(AT) == "waiting"


def test_somebody_who_is_here_is_not_invited_again(ask, ada):
    with pytest.raises(Refused, match="here already"):
        ask(email="ADA@whiteglove.example")


def test_nobody_is_invited_twice_at_a_time(ask):
    ask()
    with pytest.raises(Refused, match="open invitation"):
        ask(email="New@Whiteglove.example")


def test_an_expired_invitation_makes_room_for_a_new_one(ask):
    old = ask()
    ask(at=AT + timedelta(days=8))
    old.refresh_from_db()
    assert old.state(AT + timedelta(days=8)) == "withdrawn"


def test_a_lead_invites_agents_and_trainees_into_her_own_team(ask, lee, support):
    assert ask(by=lee, teams=[support]).teams.get() == support
    assert ask(by=lee, teams=[support], role="trainee", email="b@whiteglove.example").role == "trainee"


@pytest.mark.parametrize("role", ["admin", "lead", "customer"])
def test_a_lead_cannot_invite_above_herself(ask, lee, support, role):
    with pytest.raises(Refused, match="Ask an administrator"):
        ask(by=lee, teams=[support], role=role)


def test_a_lead_cannot_invite_into_other_teams(ask, lee, billing):
    with pytest.raises(Refused, match="own teams"):
        ask(by=lee, teams=[billing])
    with pytest.raises(Refused, match="at least one"):
        ask(by=lee)


@pytest.mark.parametrize("who", ["ada", "mo", "cleo", "zed"])
def test_nobody_else_invites(ask, who, request):
    with pytest.raises(PermissionDenied):
        ask(by=request.getfixturevalue(who))


def test_accepting_makes_a_person_with_role_and_teams(ask, support):
    made = ask(role="trainee", teams=[support])
    person = accept_invitation(invitation=made, name="Nia Obi", password="a quiet harbour", at=AT)
    assert (person.name, person.role, person.team_ids) == ("Nia Obi", "trainee", {support.pk})
    assert person.check_password("a quiet harbour")
    joined = Event.objects.get(name="person.joined")
    assert joined.facts == {"role": "trainee", "teams": [support.pk]}


def test_an_archived_team_is_not_joined(ask, support):
    made = ask(teams=[support])
    Team.objects.filter(pk=support.pk).update(archived_at=AT)
    assert accept_invitation(invitation=made, name="Nia", password="x", at=AT).team_ids == set()


def test_an_invitation_works_once(ask):
    made = ask()
    accept_invitation(invitation=made, name="Nia", password="a quiet harbour", at=AT)
    with pytest.raises(Refused, match="no longer"):
        accept_invitation(invitation=made, name="Ida", password="a quiet harbour", at=AT)
    assert Person.objects.filter(email=made.email).count() == 1


def test_an_invitation_works_for_seven_days(ask):
    made = ask()
    with pytest.raises(Refused):
        accept_invitation(invitation=made, name="Nia", password="x", at=AT + timedelta(days=7))
    accept_invitation(invitation=made, name="Nia", password="x", at=AT + timedelta(days=7, seconds=-1))


def test_a_withdrawn_invitation_is_worthless(ask, admin):
    made = ask()
    withdraw_invitation(invitation=made, by=admin, at=AT)
    with pytest.raises(Refused):
        accept_invitation(invitation=made, name="Nia", password="x", at=AT)
    with pytest.raises(Refused, match="settled"):
        withdraw_invitation(invitation=made, by=admin, at=AT)


def test_a_lead_gets_no_link_to_a_role_she_could_not_give(ask, lee, support):
    made = ask(role="lead", teams=[support])
    with pytest.raises(Refused, match="Ask an administrator"):
        resend_invitation(invitation=made, by=lee, at=AT)
    assert Invitation.objects.with_token(made.token).exists()


def test_a_lead_gets_no_link_into_a_team_she_could_not_give(ask, lee, support, billing):
    made = ask(teams=[support, billing])
    with pytest.raises(Refused, match="your own teams"):
        resend_invitation(invitation=made, by=lee, at=AT)
    assert Invitation.objects.with_token(made.token).exists()


def test_a_link_sent_again_ends_with_the_access_of_whoever_sent_it(ask, admin):
    other = make_person("Jonas Weber", "jonas@whiteglove.example", "admin")
    again = resend_invitation(invitation=ask(role="admin"), by=other, at=AT)
    deactivate(person=other, by=admin, at=AT)
    with pytest.raises(Refused, match="no longer be used"):
        accept_invitation(invitation=again, name="Jonas again", password=None, at=AT)


def test_a_link_into_other_teams_ends_when_an_administrator_becomes_a_lead(ask, admin, support, billing):
    other = make_person("Jonas Weber", "jonas@whiteglove.example", "admin")
    Membership.objects.create(person=other, team=support, since=AT)
    into_both, into_support = (
        ask(email=f"{place}@whiteglove.example", by=other, teams=teams)
        for place, teams in enumerate([[support, billing], [support]])
    )
    change_role(person=other, role="lead", by=admin, at=AT)
    states = [Invitation.objects.get(pk=one.pk).state(AT) for one in (into_both, into_support)]
    assert states == ["withdrawn", "waiting"]


def test_sending_again_gives_a_fresh_link_only(ask, admin, mailoutbox, django_capture_on_commit_callbacks):
    made = ask()
    old, later = made.token, AT + timedelta(days=9)
    with django_capture_on_commit_callbacks(execute=True):
        again = resend_invitation(invitation=made, by=admin, at=later)
    assert not Invitation.objects.with_token(old).exists()
    assert again.token in mailoutbox[-1].body
    assert again.expires_at == later + timedelta(days=7)
    assert again.state(later) == "waiting"


def test_a_lead_looks_after_her_own_invitations_only(ask, lee, billing):
    foreign = ask(teams=[billing])
    with pytest.raises(Http404):
        withdraw_invitation(invitation=foreign, by=lee, at=AT)


# The pages


def form(**given):
    return {"email": "nia@whiteglove.example", "name": "Nia", "role": "agent"} | given


def test_the_invitation_page_shows_the_link_once(signed_in, admin):
    page = signed_in(admin).post("/people/invitations/new/", form())
    token = re.search(r"/people/join/([\w-]+)/", page.content.decode())[1]
    assert Invitation.objects.with_token(token).exists()
    assert token not in signed_in(admin).get("/people/invitations/").content.decode()


def test_the_invitation_page_says_what_is_wrong(signed_in, admin, ada):
    page = signed_in(admin).post("/people/invitations/new/", form(email=ada.email))
    assert page.status_code == 422
    assert "here already" in page.content.decode()


def test_a_lead_is_only_offered_what_she_may_give(signed_in, lee, billing):
    page = signed_in(lee).get("/people/invitations/new/").content.decode()
    assert "Trainee" in page
    assert "Administrator" not in page
    assert "Billing" not in page


def test_the_list_shows_the_state_of_each(signed_in, admin, ask):
    ask()
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        assert ">waiting<" in signed_in(admin).get("/people/invitations/").content.decode()
    with time_machine.travel(AT + timedelta(days=8), tick=False):
        assert "expired</span>" in signed_in(admin).get("/people/invitations/").content.decode()


def test_joining_signs_in(client, ask):
    link = f"/people/join/{ask().token}/"
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        assert "Join with this password" in client.get(link).content.decode()
        answer = client.post(link, {"name": "Nia", "password": "a quiet harbour", "with": "password"})
        assert answer["Location"] == "/"
        assert client.get("/people/me/").status_code == 200


def test_joining_with_a_passkey_goes_on_to_add_it(client, ask):
    link = f"/people/join/{ask().token}/"
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        answer = client.post(link, {"name": "Nia", "password": "", "with": "passkey"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/passkeys/add/"
    assert "Add a passkey" in answer.content.decode()
    assert not Person.objects.get(name="Nia").has_usable_password()


@pytest.mark.parametrize(
    ("password", "why"), [("short", "too short"), ("", "Choose a password"), ("password123", "too common")]
)
def test_a_weak_password_is_refused_kindly(client, ask, password, why):
    link = f"/people/join/{ask().token}/"
    with time_machine.travel(AT, tick=False):
        page = client.post(link, {"name": "Nia", "password": password, "with": "password"})
    assert page.status_code == 422
    assert why in page.content.decode()
    assert not Person.objects.filter(name="Nia").exists()


def test_an_expired_link_says_what_to_do(client, ask):
    link = f"/people/join/{ask().token}/"
    with time_machine.travel(AT + timedelta(days=8), tick=False):
        page = client.get(link)
    assert page.status_code == 410
    assert "Ask Administrator to send it again" in page.content.decode()


def test_a_made_up_link_tells_nothing(client, db):
    page = client.get("/people/join/nonsense/")
    assert page.status_code == 410
    assert "It may be cut off" in page.content.decode()


def test_withdrawing_by_the_page(signed_in, admin, ask):
    made = ask()
    answer = signed_in(admin).delete(f"/people/invitations/{made.pk}/")
    assert answer.status_code == 303
    made.refresh_from_db()
    assert made.withdrawn_at


def test_zed_finds_every_door_of_invitations_shut(signed_in, zed, ask):
    made, browser = ask(), signed_in(zed)
    assert browser.get("/people/invitations/").status_code == 403
    assert browser.get("/people/invitations/new/").status_code == 403
    assert browser.post("/people/invitations/new/", form()).status_code == 403
    assert browser.post(f"/people/invitations/{made.pk}/letter/").status_code == 403
    assert browser.delete(f"/people/invitations/{made.pk}/").status_code == 403
    assert Invitation.objects.pending(AT).get() == made
