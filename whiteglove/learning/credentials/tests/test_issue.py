"""Certificates given, taken back, issued anew, erased; keys put in each other's place."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.work import run_pending
from whiteglove.learning.credentials import actions, queries
from whiteglove.learning.credentials.actions.erase import erase_person
from whiteglove.learning.credentials.errors import Refused
from whiteglove.learning.credentials.models import Credential, SigningKey
from whiteglove.learning.credentials.open_badges import checking, status_bits
from whiteglove.learning.credentials.taking_along import file_of

from .conftest import NINE

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(days=1)


@pytest.fixture
def given(certifies, ada, lee) -> Credential:
    evidence = [{"name": "Portfolio", "says": "Five conversations", "url": "https://desk.example/inside/7"}]
    results = [{"name": "Integrated simulation", "score": 91.0}]
    return actions.issue_credential(
        person=ada, achievement="ace-csp", evidence=evidence, results=results, by=lee, at=NINE
    )


def test_a_certificate_is_genuine_from_its_first_moment_and_both_ways(given, ada):
    for text in (given.signed, given.token):
        assert queries.verdict(text, NINE).genuine
    said = given.document
    assert said["credentialSubject"]["identifier"][0]["identityHash"] == "Ada Osei"
    assert said["credentialSubject"]["result"][0]["value"] == "91"
    assert ada.email not in given.signed and "inside" not in given.signed
    event = Event.objects.get(name="credential.issued")
    assert (event.facts["holder"], event.facts["person"]) == ("Ada Osei", ada.pk)


def test_what_the_house_gives_it_gives_once(certifies, ada):
    about = {"person": ada, "achievement": "ace-csp", "by": None}
    first = actions.issue_credential(**about, at=NINE)
    assert actions.issue_credential(**about, at=LATER) == first
    actions.revoke(credential=first, by=None, at=LATER, why="mistake")
    assert actions.issue_credential(**about, at=LATER) != first


def test_who_may_give(certifies, ada, mo, lee, zed):
    with pytest.raises(PermissionDenied):
        actions.issue_credential(person=mo, achievement="ace-csp", by=ada, at=NINE)
    with pytest.raises(Refused, match="to themselves"):
        actions.issue_credential(person=lee, achievement="ace-csp", by=lee, at=NINE)
    with pytest.raises(Http404):  # nobody of Lee's team
        actions.issue_credential(person=zed, achievement="ace-csp", by=lee, at=NINE)
    with pytest.raises(Refused, match="certifies nothing called"):
        actions.issue_credential(person=ada, achievement="juggling", by=lee, at=NINE)


def test_taken_back_everybody_learns_so_and_why(given, lee):
    before = queries.status_document(given.status_list)["credentialSubject"]["encodedList"]
    actions.revoke(credential=given, by=lee, at=LATER, why="rules", note="See ticket 7")
    after = queries.status_document(given.status_list)["credentialSubject"]["encodedList"]
    assert not status_bits.is_set(before, given.status_index)
    assert status_bits.is_set(after, given.status_index)
    verdict = queries.verdict(given.token, LATER)
    assert verdict.state == checking.WITHDRAWN and "turned out not to be so" in verdict.more
    with pytest.raises(Refused, match="already"):
        actions.revoke(credential=given, by=lee, at=LATER, why="rules")


def test_issued_anew_under_another_name(given, ada, lee):
    ada.name = "Ada Mensah"
    ada.save()
    new = actions.reissue(credential=Credential.objects.get(pk=given.pk), by=lee, at=LATER)
    verdict = queries.verdict(new.signed, LATER)
    assert verdict.genuine and "Ada Mensah" in new.signed and "Ada Osei" not in new.signed
    assert str(given.public_id) not in new.signed
    assert queries.verdict(given.signed, LATER).state == checking.WITHDRAWN
    assert (new.valid_from, new.replaces) == (given.valid_from, given)


def test_erased_nothing_is_left_but_a_bit(given, ada, mo):
    with pytest.raises(PermissionDenied):
        actions.erase(credential=given, by=mo, at=LATER)
    signed = given.signed
    actions.erase(credential=given, by=ada, at=LATER)
    left = {**Credential.objects.values().get(pk=given.pk), "told": [one.facts for one in Event.objects.all()]}
    assert "Osei" not in json.dumps(left, default=str) and left["person_id"] is None
    assert queries.verdict(signed, LATER).state == checking.WITHDRAWN
    encoded = queries.status_document(given.status_list)["credentialSubject"]["encodedList"]
    assert status_bits.is_set(encoded, given.status_index)


def test_a_retired_key_still_checks_what_it_signed(given, admin):
    new = actions.rotate_key(by=admin, at=LATER)
    assert queries.verdict(given.signed, LATER).genuine
    assert [str(one) for one in queries.published_keys()] == ["key-1", "key-2"]
    assert queries.current_key() == new
    assert b"ed25519" not in bytes(new.secret)


def test_what_a_stolen_key_signed_is_believed_no_more_and_issued_anew(given, admin):
    actions.rotate_key(by=admin, at=LATER, distrust=True)
    assert queries.verdict(given.signed, LATER).state == checking.DISTRUSTED
    run_pending()
    new = Credential.objects.get(replaces=given)
    assert queries.verdict(new.signed, LATER).genuine and new.holder == given.holder
    assert queries.published_keys().get() == SigningKey.objects.get(number=2)


def test_one_takes_along_what_can_be_checked_and_who_is_erased_keeps_it_without_notes(given, ada, lee):
    actions.revoke(credential=given, why="mistake", note="Mixed up with another Ada", by=lee, at=LATER)
    (told,) = file_of(ada)["certificates"]
    assert queries.verdict(json.dumps(told["document"]), NINE).signed_here
    assert told["taken_back"]["note"] == "Mixed up with another Ada" and file_of(lee)["certificates"] == []
    erase_person(ada, LATER)
    given.refresh_from_db()
    assert (given.person, given.holder, given.revocation.note) == (ada, "Ada Osei", "")
