"""What a stranger sees who was shown a certificate, what its holder takes along, and what Zed doesn't get."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from whiteglove.learning.credentials import actions
from whiteglove.learning.credentials.errors import Refused
from whiteglove.learning.credentials.open_badges import baking

from .conftest import NINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(certifies, ada):
    return actions.issue_credential(person=ada, achievement="ace-csp", by=None, at=NINE)


@pytest.fixture
def visitor() -> Client:
    return Client()


def test_the_page_checks_itself_and_is_indexed_nowhere(visitor, held):
    page = visitor.get(f"/credentials/{held.public_id}/")
    text = page.content.decode()
    assert "This certificate is genuine and valid." in text and "Ada Osei" in text
    assert page["X-Robots-Tag"] == "noindex, nofollow" and not page.cookies
    assert "ada@whiteglove.example" not in text
    assert (
        visitor.get(f"/credentials/{held.public_id}/", headers={"accept": "application/json"}).json() == held.document
    )


def test_a_changed_row_shows_at_once(visitor, held):
    held.signed = held.signed.replace("Ada Osei", "Zed Osei")
    held.save()
    page = visitor.get(f"/credentials/{held.public_id}/").content.decode()
    assert "Something in it was changed" in page


def test_every_file_can_be_checked_where_it_is_uploaded(visitor, held):
    for name in ("credential.json", "credential.jwt", "badge.png", "badge.svg"):
        file = visitor.get(f"/credentials/{held.public_id}/{name}").content
        answer = visitor.post("/credentials/verify/", {"file": SimpleUploadedFile(name, file)})
        assert "genuine and valid" in answer.content.decode(), name
    pdf = visitor.get(f"/credentials/{held.public_id}/certificate.pdf").content
    assert pdf.startswith(b"%PDF-1.7") and b"/StructTreeRoot" in pdf and b"credential.json" in pdf


def test_what_is_no_certificate_is_refused_in_words(visitor, held):
    picture = baking.START + baking.chunk(b"IHDR", b"0" * 13) + baking.chunk(b"IEND", b"")
    says = visitor.post("/credentials/verify/", {"file": SimpleUploadedFile("x.png", picture)})
    assert (says.status_code, "carries no certificate" in says.content.decode()) == (422, True)
    says = visitor.post("/credentials/verify/", {"text": "<script>alert(1)</script>"}).content.decode()
    assert "can&#x27;t be read as a certificate" in says and "<script>alert" not in says


def test_what_foreign_verifiers_fetch(visitor, held):
    did = visitor.get("/.well-known/did.json")
    assert did["Access-Control-Allow-Origin"] == "*"
    assert did.json()["id"] == held.document["issuer"]["id"] == visitor.get("/did.json").json()["id"]
    status = held.document["credentialStatus"]["statusListCredential"]
    assert visitor.get(status.removeprefix("http://127.0.0.1:8000")).json()["id"] == status
    achievement = held.document["credentialSubject"]["achievement"]
    for address in (achievement["id"], achievement["image"]["id"]):
        assert visitor.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert visitor.get("/credentials/issuer/").status_code == 200


@pytest.mark.parametrize("by", ["ada", "admin"])
def test_erased_its_page_says_it_is_gone(signed_in, visitor, held, lee, by, request):
    who = request.getfixturevalue(by)
    assert signed_in(lee).post(f"/certificates/{held.pk}/erase/").status_code == 404
    assert signed_in(who).post(f"/certificates/{held.pk}/erase/").status_code == 302
    for name in ("", "credential.json", "badge.png"):
        page = visitor.get(f"/credentials/{held.public_id}/{name}")
        assert page.status_code == 410 and "Osei" not in page.content.decode()


def test_holders_share_and_take_all_along(signed_in, held, ada, mo, zed):
    page = signed_in(ada).get("/certificates/").content.decode()
    assert f"/credentials/{held.public_id}/" in page
    packed = zipfile.ZipFile(io.BytesIO(signed_in(ada).get("/certificates/all.zip").content))
    assert json.loads(packed.read("01-ace-csp/credential.json")) == held.document
    assert "No certificate yet" in signed_in(mo).get("/certificates/").content.decode()
    assert signed_in(zed).get("/certificates/").status_code == 403
    assert signed_in(mo).post(f"/certificates/{held.pk}/erase/").status_code == 404


def test_a_lead_gives_and_takes_back(signed_in, certifies, ada, mo, lee):
    browser = signed_in(lee)
    browser.post("/certificates/given/", {"person": mo.pk, "achievement": "service-foundations", "says": "Seen by Lee"})
    made = mo.credentials.get()
    assert made.document["evidence"][0]["narrative"] == "Seen by Lee" and made.valid_until
    browser.post(f"/certificates/{made.pk}/revoke/", {"why": "mistake"})
    assert "taken back" in browser.get("/certificates/given/").content.decode()
    assert signed_in(ada).get("/certificates/given/").status_code == 403


def test_an_administrator_says_who_issues(signed_in, certifies, admin, lee, ada):
    words = {"name": "Northwind Academy", "url": "https://northwind.example", "email": "", "about": ""}
    browser = signed_in(admin)
    browser.post("/setup/certificates/", words)
    made = actions.issue_credential(person=ada, achievement="ace-csp", by=None, at=NINE)
    assert made.document["issuer"]["name"] == "Northwind Academy"
    browser.post("/setup/certificates/key/")
    assert "key-2" in browser.get("/setup/certificates/").content.decode()
    assert signed_in(lee).get("/setup/certificates/").status_code == 403


def test_with_another_secret_nothing_is_signed_and_all_that_was_still_checks(visitor, held, ada, admin, settings):
    settings.SECRET_KEY = "another, after a move"
    assert visitor.get(f"/credentials/status/{held.status_list_id}/").status_code == 503
    with pytest.raises(Refused, match="put a new one in its place"):
        actions.issue_credential(person=ada, achievement="service-foundations", by=None, at=NINE)
    assert "genuine and valid" in visitor.get(f"/credentials/{held.public_id}/").content.decode()
    actions.rotate_key(by=admin, at=NINE)
    assert visitor.get(f"/credentials/status/{held.status_list_id}/").status_code == 200
