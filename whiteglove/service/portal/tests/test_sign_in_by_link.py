"""A link in a mail lets a customer in: once, for twenty minutes, by a press, and tells a stranger nothing."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.customers import actions as customers
from whiteglove.service.customers.guest import COOKIE
from whiteglove.service.customers.models import SignInLink, Visit

from .conftest import CLEO, NINE, link_for

pytestmark = pytest.mark.django_db
BY = "/my/sign-in/"
# What a statement does, and to which table.
WHICH = re.compile(r"SAVEPOINT|RELEASE|[A-Z]+ (?:FROM|INTO)?.{0,30}", re.S)


def without(page: str, *words: str) -> str:
    for word in words:
        page = page.replace(word, "")
    return page


def bare(answer, email: str) -> str:
    """The page without what is new each time."""
    token = answer.context["csrf_token"]
    return without(answer.content.decode(), email, str(token))


def test_without_a_visit_every_page_leads_to_asking_for_a_link(ticket):
    for page in ("/my/", "/my/profile/", f"/my/requests/{ticket.pk}/", f"/my/requests/{ticket.pk}/files/1/"):
        answer = Client().get(page)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, BY)


def test_an_address_nobody_has_gets_the_same_page_and_no_letter(cleo_amara):
    known, unknown = (Client().post(BY, {"email": one}) for one in (CLEO, "nobody@else.example"))
    assert known.status_code == unknown.status_code == 200
    assert bare(known, CLEO) == bare(unknown, "nobody@else.example")
    assert [letter.to for letter in mail.outbox] == [[CLEO]]


def test_it_takes_the_same_work_whether_anybody_has_the_address_or_not(cleo_amara):
    asked = []
    for one in (CLEO, "nobody@else.example"):
        with CaptureQueriesContext(connection) as said:
            Client().post(BY, {"email": one})
        asked.append([WHICH.match(query["sql"])[0] for query in said.captured_queries])
    assert asked[0] == asked[1]


def test_neither_the_address_nor_the_token_is_kept_as_it_is(cleo_amara):
    token = link_for(CLEO).split("/")[3]
    row = SignInLink.objects.values().get()
    kept = " ".join(map(str, row.values()))
    assert token not in kept and CLEO not in kept


def test_opening_the_link_uses_nothing_up_and_the_press_does(cleo_amara):
    link = link_for(CLEO)
    for _ in range(2):
        assert Client().get(link).status_code == 200
    assert not Visit.objects.exists()
    assert Client().post(link)["Location"] == "/my/"
    assert Client().post(link).status_code == 404
    assert Client().get(link).status_code == 404
    assert Visit.objects.count() == 1
    assert Event.objects.filter(name="customer.signed_in").count() == 1


def test_the_press_is_refused_where_another_site_sent_it(cleo_amara):
    assert Client(enforce_csrf_checks=True).post(link_for(CLEO)).status_code == 403


def test_a_link_is_over_after_twenty_minutes(cleo_amara, monkeypatch):
    link = link_for(CLEO)
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(minutes=20))
    assert Client().get(link).status_code == Client().post(link).status_code == 404


def test_the_cookie_can_be_read_by_no_script_and_the_visit_ends(visiting, cleo_amara, monkeypatch):
    browser = visiting(CLEO)
    cookie = browser.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert browser.get("/my/").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(days=14))
    assert browser.get("/my/").status_code == 302


def test_one_address_gets_five_letters_while_a_link_lasts_known_or_not(cleo_amara):
    for one in (CLEO, "nobody@else.example"):
        said = [Client().post(BY, {"email": one}).status_code for _ in range(6)]
        assert said == [200] * 5 + [429]
    assert len(mail.outbox) == 5


def test_one_network_asks_for_thirty_an_hour(db):
    said = [Client().post(BY, {"email": f"guess-{n}@else.example"}).status_code for n in range(31)]
    assert said[-2:] == [200, 429]


@pytest.mark.parametrize("typed", ["", "nobody", "a b@c.example", "x" * 300 + "@c.example", "\0@c.example"])
def test_what_is_no_address_is_said_to_be_none(db, typed):
    assert Client().post(BY, {"email": typed}).status_code == 422


def test_the_letter_and_the_pages_speak_the_readers_language(cleo_amara):
    page = Client().get(BY, headers={"Accept-Language": "ar"})
    assert 'dir="rtl"' in page.content.decode() and page["Content-Language"] == "ar"
    Client().post(BY + "?in=de", {"email": CLEO})
    assert "Guten Tag" in mail.outbox[0].body and "?in=de" in mail.outbox[0].body


def test_signing_out_ends_this_browser_alone(visiting, cleo_amara):
    here, there = visiting(CLEO), visiting(CLEO)
    assert here.post("/my/sign-out/").status_code == 200
    assert (here.get("/my/").status_code, there.get("/my/").status_code) == (302, 200)


def test_signing_out_everywhere_ends_all_of_them_and_links_that_wait(visiting, cleo_amara):
    here, there, link = visiting(CLEO), visiting(CLEO), link_for(CLEO)
    here.post("/my/sign-out/everywhere/")
    assert (here.get("/my/").status_code, there.get("/my/").status_code) == (302, 302)
    assert Client().post(link).status_code == 404


def test_a_copied_cookie_opens_nothing_once_its_visit_ended(visiting, cleo_amara):
    browser = visiting(CLEO)
    copy = Client()
    copy.cookies[COOKIE] = browser.cookies[COOKIE].value
    assert copy.get("/my/").status_code == 200
    browser.post("/my/sign-out/")
    assert copy.get("/my/").status_code == 302


def test_erasing_a_customer_signs_them_out_and_takes_their_links(visiting, cleo_amara, admin):
    browser, link = visiting(CLEO), link_for(CLEO)
    customers.erase(customer=cleo_amara, by=admin, at=NINE)
    assert browser.get("/my/").status_code == 302
    assert Client().post(link).status_code == 404
    assert not Visit.objects.exists()


def test_taking_an_address_away_signs_out_who_came_by_it(visiting, cleo_amara, lee):
    browser = visiting(CLEO)
    customers.remove_address(address=cleo_amara.addresses.get(), by=lee, at=NINE)
    assert browser.get("/my/").status_code == 302


def test_a_staff_session_opens_no_portal(ticket, signed_in, admin, ada, cleo):
    for person in (admin, ada, cleo):
        for page in ("/my/", f"/my/requests/{ticket.pk}/"):
            assert signed_in(person).get(page)["Location"].startswith(BY)


def test_a_visit_opens_no_page_of_the_desk(visiting, ticket):
    browser = visiting(CLEO)
    for page in ("/desk/", f"/desk/tickets/{ticket.pk}/", "/customers/", "/people/", "/knowledge/"):
        answer = browser.get(page)
        assert answer.status_code in {302, 404}, page
        assert answer.status_code == 404 or answer["Location"].startswith("/accounts/login/"), page
