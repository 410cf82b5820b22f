"""A new request of somebody who is signed in: by the desk's own forms, filed as theirs, seen at once."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.form.questions import read
from whiteglove.service.channels.models import Arrival
from whiteglove.service.desk.models import Attachment, Message, Ticket

from .conftest import CLEO, JONAS, NINE

pytestmark = pytest.mark.django_db
ASKED = read("Order number | text | required | like WN-######")
PAGE = "/my/new/help/refund/"


@pytest.fixture
def place(mailbox, support):
    cache.clear()
    kinds = {"refund": {"label": "", "questions": [one.kept() for one in ASKED]}, "other": {"label": "Anything"}}
    return add_account(by=None, at=NINE, kind="form", name="Write to us", address="help", team=support,
                       settings={"kinds": kinds})  # fmt: skip


@pytest.fixture
def cleos(place, cleo_amara, visiting):
    return visiting(CLEO)


def send(browser, url: str = PAGE, **changed):
    said = {"once": "a-page", "subject": "Money back", "message": "The lamp is broken.", ASKED[0].name: "WN-123456"}
    return browser.post(url, said | changed)


def words(answer) -> str:
    return answer.content.decode()


def test_it_is_asked_with_the_forms_words_and_neither_name_nor_address(cleos):
    assert "/my/new/" in words(cleos.get("/my/"))
    assert PAGE in words(cleos.get("/my/new/"))
    page = words(cleos.get(PAGE))
    assert "Order number" in page and 'name="email"' not in page and 'name="name"' not in page


def test_it_is_theirs_and_seen_at_once(cleos, cleo_amara, jonas, place, visiting):
    given = SimpleUploadedFile("lamp.txt", b"broken")
    answer = send(cleos, files=[given], email="jonas@northwind.example")
    ticket = Ticket.objects.get()
    assert answer["Location"] == f"/my/requests/{ticket.pk}/?begun=yes"
    assert (ticket.customer, ticket.channel, ticket.place, ticket.kind) == (cleo_amara, "form", place, "refund")
    assert Message.objects.inbound().get().sender_address == CLEO and Attachment.objects.get().name == "lamp.txt"
    assert "We have your request" in words(cleos.get(answer["Location"])) and "Money back" in words(cleos.get("/my/"))
    assert visiting(JONAS).get(f"/my/requests/{ticket.pk}/").status_code == 404


def test_the_page_sent_twice_is_one_request(cleos):
    assert send(cleos)["Location"] == send(cleos)["Location"]
    assert Ticket.objects.count() == 1


def test_what_is_missing_is_said_and_the_words_stay(cleos):
    answer = send(cleos, **{ASKED[0].name: ""})
    assert answer.status_code == 422
    assert "Please fill this in." in words(answer) and "The lamp is broken." in words(answer)


def test_links_of_somebody_we_know_hold_nothing(cleos):
    assert send(cleos, subject="See https://a.example", message="https://b.example " * 4).status_code == 302
    assert Arrival.objects.get().state == "filed"


def test_while_it_cannot_be_filed_it_is_kept_and_said_so(cleos, monkeypatch):
    from whiteglove.service.channels import filing

    def fails(inbound, arrival):
        raise RuntimeError("the desk is away")

    monkeypatch.setitem(filing._filers, "form", fails)
    answer = send(cleos)
    assert (answer["Location"], Arrival.objects.get().state) == ("/my/?begun=yes", "failed")
    assert "in a moment" in words(cleos.get(answer["Location"]))


def test_too_many_keep_their_words_on_the_page(cleos, monkeypatch):
    monkeypatch.setattr("whiteglove.service.portal.views.beginning.MOST", 1)
    assert [send(cleos, once=once).status_code for once in "ab"] == [302, 429]


def test_articles_are_looked_for_without_a_script(cleos, monkeypatch):
    from whiteglove.service.channels.form import suggesting

    found = [suggesting.Suggestion("Your <money>", "/help/en/money/", "en")]
    monkeypatch.setattr(suggesting, "_finder", lambda words, language: found)
    answer = words(send(cleos, look="yes", message=""))
    assert "Your &lt;money&gt;" in answer and not Ticket.objects.exists()


def test_a_form_that_is_not_offered_here_is_not_there(cleos, place):
    assert cleos.get("/my/new/help/billing/").status_code == 404
    place.settings |= {"in_portal": False}
    place.save(update_fields=["settings"])
    assert "/my/new/" not in words(cleos.get("/my/"))
    assert {cleos.get(page).status_code for page in (PAGE, "/my/new/")} == {404}


def test_where_one_kind_is_all_there_is_nothing_is_chosen(cleos, place):
    place.settings |= {"kinds": {"other": {"label": ""}}}
    place.save(update_fields=["settings"])
    assert cleos.get("/my/new/")["Location"] == "/my/new/help/other/"
