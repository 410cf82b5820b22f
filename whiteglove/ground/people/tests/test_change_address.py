"""Another address to sign in with: proved by its owner, or set by an administrator; the old one is always told."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.actions.change_address import ask_for_address, change_address, read_proof, token_for
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.tests.test_sign_in import show_once_more, sign_in

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
NEW = "ada.osei@whiteglove.example"


def now(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def link_in(letter) -> str:
    return re.search(r"http\S+(/people/address/\S+)", letter.body)[1]


def to(mailoutbox) -> list[tuple[str, str]]:
    return [(letter.to[0], letter.subject) for letter in mailoutbox]


def test_ada_proves_her_new_address_and_the_old_one_is_told(
    client, ada, mailoutbox, django_capture_on_commit_callbacks
):
    sign_in(client, ada.email)
    show_once_more(client)
    assert client.get("/people/me/address/").status_code == 200
    assert client.post("/people/me/address/", {"email": NEW.upper()}).status_code == 303
    assert to(mailoutbox) == [
        (NEW, "Your new address for Whiteglove"),
        (ada.email, "Somebody asked to change your address for Whiteglove"),
    ]
    assert now(ada).email == ada.email
    link = link_in(mailoutbox[0])
    client.logout()
    assert NEW in client.get(link).content.decode()
    assert now(ada).email == ada.email, "opening the link changes nothing: mail programs open links too"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(link).status_code == 303
    assert now(ada).email == NEW
    assert to(mailoutbox)[2:] == [(ada.email, "Your address for Whiteglove was changed")]
    event = Event.objects.get(name="person.address_changed")
    assert (event.by_id, event.facts) == (ada.pk, {"old": ada.email, "new": NEW})
    assert sign_in(client, NEW)["Location"] == "/"


def test_the_link_works_once(client, ada):
    link = f"/people/address/{token_for(ada, NEW)}/"
    assert client.post(link).status_code == 303
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410


def test_the_link_ends_with_a_day_another_password_or_lost_access(ada):
    with time_machine.travel(AT, tick=False):
        token = token_for(ada, NEW)
    with time_machine.travel(AT + timedelta(hours=23), tick=False):
        assert read_proof(token).email == NEW
    with time_machine.travel(AT + timedelta(hours=25), tick=False):
        assert read_proof(token) is None
    token = token_for(ada, NEW)
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert read_proof(token) is None
    Person.objects.filter(pk=ada.pk).update(is_active=True)
    ada.set_password("another one")
    ada.save()
    assert read_proof(token) is None


@pytest.mark.parametrize("token", ["", "nonsense", "eyJwZXJzb24iOjF9:1x:forged"])
def test_a_forged_link_is_none(db, token):
    assert read_proof(token) is None


def test_a_proof_is_good_for_one_person_and_one_address(ada, lee):
    proof = token_for(ada, NEW)
    for person, email in ((lee, NEW), (ada, "other@whiteglove.example")):
        with pytest.raises(Refused, match="can't be used"):
            change_address(person=person, email=email, by=person, at=AT, proof=proof)


def test_before_it_who_sits_there_shows_again_who_they_are(client, ada, mailoutbox):
    sign_in(client, ada.email)
    assert "/reauthenticate/" in client.get("/people/me/address/")["Location"]
    assert "/reauthenticate/" in client.post("/people/me/address/", {"email": NEW})["Location"]
    assert not mailoutbox
    show_once_more(client)
    assert client.get("/people/me/address/").status_code == 200


def test_nobody_without_proof_changes_even_their_own(ada, lee, zed):
    for by, person in ((ada, ada), (lee, ada), (zed, zed)):
        with pytest.raises(PermissionDenied):
            change_address(person=person, email=NEW, by=by, at=AT)
    assert not Event.objects.exists()


def test_zed_can_neither_ask_nor_see_the_page(zed, ada, signed_in, mailoutbox):
    with pytest.raises(PermissionDenied):
        ask_for_address(person=zed, email=NEW, by=zed, at=AT)
    assert signed_in(zed).get("/people/me/address/").status_code == 403
    assert signed_in(zed).post(f"/people/{ada.pk}/address/", {"email": NEW}).status_code in {403, 404}
    assert not mailoutbox


def test_a_lead_asks_for_nobody_else(lee, ada, signed_in):
    with pytest.raises(Refused, match="Only an administrator"):
        ask_for_address(person=ada, email=NEW, by=lee, at=AT)
    assert signed_in(lee).post(f"/people/{ada.pk}/address/", {"email": NEW}).status_code == 403


def test_an_administrator_changes_it_and_can_undo_that(
    admin, ada, signed_in, mailoutbox, django_capture_on_commit_callbacks
):
    page, former = signed_in(admin), ada.email
    assert "Change the address" in page.get(f"/people/{ada.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        page.post(f"/people/{ada.pk}/address/", {"email": NEW})
    assert now(ada).email == NEW
    assert (mailoutbox[0].to, "Administrator made the change" in mailoutbox[0].body) == ([former], True)
    assert f"{former} → {NEW}" in page.get(f"/people/{ada.pk}/").content.decode()
    page.post(f"/people/{ada.pk}/address/?email={former}")
    assert now(ada).email == former


def test_an_address_belongs_to_one_person(admin, ada, lee, signed_in):
    for email, says in ((lee.email.upper(), "somebody else"), (ada.email, "already")):
        with pytest.raises(Refused, match=says):
            change_address(person=ada, email=email, by=admin, at=AT)
    page = signed_in(admin)
    page.post(f"/people/{ada.pk}/address/", {"email": "not an address"})
    assert "That isn&#x27;t an email address." in page.get(f"/people/{ada.pk}/").content.decode()


def test_the_old_address_opens_nothing_any_more(admin, ada, client, mailoutbox):
    former = ada.email
    EmailAddress.objects.create(user=ada, email=former, primary=True, verified=True)
    change_address(person=ada, email=NEW, by=admin, at=AT)
    client.post("/accounts/password/reset/", {"email": former})
    assert not any("/accounts/password/reset/key/" in letter.body for letter in mailoutbox)
    assert sign_in(client, former).status_code == 200
    client.post("/accounts/password/reset/", {"email": NEW})
    assert [letter.to for letter in mailoutbox if "/key/" in letter.body] == [[NEW]]


def test_an_unknown_person_is_not_there(admin, ada, signed_in, billing, lee):
    assert signed_in(admin).post("/people/999999/address/", {"email": NEW}).status_code == 404
    with pytest.raises((Http404, PermissionDenied)):
        change_address(person=ada, email=NEW, by=lee, at=AT)
