"""A customer answers, closes, and puts right what is known of them."""

import json
import sys
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.channels.models import Arrival
from whiteglove.service.customers import actions as customers
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Message, State, Ticket
from whiteglove.service.desk.queries import conversation
from whiteglove.service.knowledge import actions as knowledge

from .conftest import CLEO, JONAS, NINE, answered

pytestmark = pytest.mark.django_db


def say(browser, ticket, text="One more thing.", once="a", **more):
    return browser.post(f"/my/requests/{ticket.pk}/", {"text": text, "once": once, **more})


def test_an_answer_is_kept_raw_and_joins_its_ticket(visiting, ticket, ada, cleo_amara):
    answered(ticket, ada, "Which order was it?")
    assert say(visiting(CLEO), ticket, "Order 88213.").status_code == 302
    arrival = Arrival.objects.get(kind="portal")
    assert arrival.state == "filed" and json.loads(arrival.raw.content)["text"] == "Order 88213."
    said = Message.objects.get(arrival=arrival)
    assert (said.ticket, said.customer, said.sender_address) == (ticket, cleo_amara, CLEO)
    assert said.explanation["strategy"] == "token" and "doubt" not in said.explanation
    ticket.refresh_from_db()
    assert ticket.state == State.OPEN and ticket.last_inbound_id == said.pk


def test_the_next_answer_of_ours_goes_to_her_by_mail(visiting, ticket, ada):
    say(visiting(CLEO), ticket)
    assert answered(ticket, ada, "Thank you.").outgoing.to == [["Cleo Amara", CLEO]]


def test_the_same_form_sent_twice_is_one_answer(visiting, ticket):
    browser = visiting(CLEO)
    for _ in range(2):
        assert say(browser, ticket).status_code == 302
    assert Message.objects.inbound().filter(ticket=ticket).count() == 2
    say(browser, ticket, once="b")
    assert Message.objects.inbound().filter(ticket=ticket).count() == 3


def test_what_is_not_filed_yet_is_shown_as_under_way(visiting, ticket, monkeypatch):
    monkeypatch.setattr(sys.modules["whiteglove.service.portal.actions.answer"], "process", lambda number, at: None)
    browser = visiting(CLEO)
    say(browser, ticket, "Not filed yet.")
    page = browser.get(f"/my/requests/{ticket.pk}/").content.decode()
    assert "Not filed yet." in page and "is being delivered" in page


def test_an_answer_opens_a_solved_ticket_again(visiting, ticket, ada):
    actions.solve(ticket=ticket, by=ada, at=NINE)
    say(visiting(CLEO), ticket)
    ticket.refresh_from_db()
    assert ticket.state == State.OPEN


def test_long_after_the_solution_an_answer_begins_a_linked_ticket(visiting, ticket, ada, cleo_amara, monkeypatch):
    actions.solve(ticket=ticket, by=ada, at=NINE)
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(days=60))
    say(visiting(CLEO), ticket)
    ticket.refresh_from_db()
    fresh = Ticket.objects.exclude(pk=ticket.pk).get()
    assert ticket.state == State.SOLVED and (fresh.customer, fresh.subject) == (cleo_amara, "Charged twice")


def test_files_come_along_by_their_names_alone(visiting, ticket):
    given = SimpleUploadedFile("receipt.pdf", b"a receipt", content_type="text/html")
    assert say(visiting(CLEO), ticket, "", files=[given]).status_code == 302
    kept = Message.objects.inbound().latest("pk").attachments.get()
    assert (kept.name, kept.type, kept.blob.content) == ("receipt.pdf", "application/pdf", b"a receipt")


@pytest.mark.parametrize(
    ("text", "files", "wrong"),
    [
        ("", 0, "Please write something"),
        ("x" * 20_001, 0, "20,000"),
        ("Hello", 11, "At most 10 files"),
    ],
)
def test_what_cannot_be_taken_keeps_the_words(visiting, ticket, text, files, wrong):
    given = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(files)]
    answer = say(visiting(CLEO), ticket, text, files=given)
    page = answer.content.decode()
    assert answer.status_code == 422 and wrong in page and text in page
    assert not Arrival.objects.filter(kind="portal").exists()


def test_files_are_bounded_together(visiting, ticket, settings):
    settings.MAIL_SIZE_LIMIT = 100
    given = SimpleUploadedFile("big.txt", b"x" * 60)
    assert say(visiting(CLEO), ticket, files=[given]).status_code == 422


def test_an_answer_after_a_merge_lies_where_the_ticket_lives_on(visiting, ticket, of_jonas, lee):
    actions.merge(source=ticket, into=of_jonas, by=lee, at=NINE)
    browser = visiting(CLEO)
    say(browser, ticket, "Still me.")
    assert Message.objects.inbound().latest("pk").ticket == of_jonas
    assert "Still me." in browser.get(f"/my/requests/{ticket.pk}/").content.decode()
    assert "Still me." not in visiting(JONAS).get(f"/my/requests/{of_jonas.pk}/").content.decode()


def test_closing_is_told_as_the_customers_and_an_answer_opens_it(visiting, ticket, ada):
    browser = visiting(CLEO)
    for _ in range(2):
        assert browser.post(f"/my/requests/{ticket.pk}/solved/").status_code == 302
    ticket.refresh_from_db()
    assert ticket.state == State.SOLVED
    told = Event.objects.get(name="ticket.solved")
    assert told.by_id is None and told.facts["side"] == "customer"
    assert "The customer solved the ticket" in [line.sentence for line in conversation(ticket, ada).lines]
    say(browser, ticket, "It came back.")
    ticket.refresh_from_db()
    assert ticket.state == State.OPEN


def test_erasing_takes_what_was_answered_here(visiting, ticket, cleo_amara, admin):
    say(visiting(CLEO), ticket, "A secret of mine.")
    customers.erase(customer=cleo_amara, by=admin, at=NINE)
    assert not [one for one in Arrival.objects.filter(kind="portal") if b"secret" in bytes(one.raw.content)]
    assert not Message.objects.filter(new_text__contains="secret").exists()


def test_the_profile_changes_what_is_known_and_the_pages_follow(visiting, cleo_amara):
    browser = visiting(CLEO)
    given = {"name": "Cleo A.", "language": "de", "time_zone": "Africa/Douala"}
    assert browser.post("/my/profile/", given).status_code == 302
    known = Customer.objects.get(pk=cleo_amara.pk)
    assert (known.name, known.language, known.language_source, known.time_zone) == (
        "Cleo A.", "de", "confirmed", "Africa/Douala",
    )  # fmt: skip
    assert 'lang="de"' in browser.get("/my/").content.decode()


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"time_zone": "Nowhere/Land"}, {"name": "x" * 201}])
def test_what_is_no_language_or_zone_is_refused(visiting, cleo_amara, wrong):
    assert visiting(CLEO).post("/my/profile/", wrong).status_code == 422
    assert Customer.objects.get(pk=cleo_amara.pk).name == "Cleo Amara"


def test_a_guest_reads_articles_for_customers_and_nobody_else_may_keep_them(visiting, cleo_amara, client):
    for title, audience in (("Loyalty prices", "customers"), ("Ours alone", "team")):
        made = knowledge.start(title=title, body="Words.", by=None, at=NINE, language="en", audience=audience)
        knowledge.publish(translation=made.translations.get(), by=None, at=NINE)
    browser = visiting(CLEO)
    answer = browser.get("/help/en/loyalty-prices/")
    assert answer.status_code == 200 and answer["Cache-Control"] == "private, no-cache"
    assert browser.get("/help/en/ours-alone/").status_code == 404
    assert client.get("/help/en/loyalty-prices/").status_code == 404
    assert "/help/en/loyalty-prices/" in browser.get("/help/en/", {"q": "loyalty"}).content.decode()
    assert client.get("/help/en/")["Cache-Control"].startswith("public")
