"""The demo: nothing leaves, and a visitor plays the customer."""

import pytest

from whiteglove.service.channels import lanes
from whiteglove.service.channels.actions import deliver, drain, send
from whiteglove.service.channels.email import ids, smtp_intake
from whiteglove.service.channels.models import Arrival, Captured
from whiteglove.service.channels.tests.letters import CLEO, JONAS, NOW, answer

HOME = "/demo/mailbox/cleo@customer.example/"
LETTER = {"to": "support@whiteglove.example", "subject": "Charged twice", "text": "I was charged twice."}


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def intake(support_mail, demo, desk, settings, monkeypatch):
    monkeypatch.setattr(lanes, "run", lambda name, work: None)
    intake = smtp_intake.controller("127.0.0.1", 0)
    intake.start()
    settings.SMTP_LISTEN_HOST, settings.SMTP_LISTEN_PORT = "127.0.0.1", intake.port
    yield intake
    intake.stop()


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/demo/mailbox/", HOME, f"{HOME}1/", f"{HOME}write/", f"{HOME}1/source/"])
def test_outside_of_the_demo_there_is_no_such_page(client, url):
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_outside_of_the_demo_nobody_writes_letters(client):
    assert client.post(f"{HOME}letters/", LETTER).status_code == 404


@pytest.mark.django_db
def test_in_the_demo_nothing_leaves(connected, outside, demo):
    outgoing = deliver(send(answer(connected, cc=[JONAS]), by=None, at=NOW).pk, NOW)
    assert outgoing.state == "sent"
    assert outside.received == []
    assert sorted(Captured.objects.values_list("mailbox", flat=True)) == [CLEO.address, JONAS.address]


@pytest.mark.django_db
def test_the_answer_is_shown_to_cleo(client, support_mail, demo):
    deliver(send(answer(support_mail), by=None, at=NOW).pk, NOW)
    page = client.get(f"{HOME}{Captured.objects.get().pk}/").content.decode()
    assert "the second payment is on its way back" in page
    assert Captured.objects.get().read_at


@pytest.mark.django_db
def test_cleo_does_not_see_the_mail_of_jonas(client, support_mail, demo):
    deliver(send(answer(support_mail, to=[JONAS]), by=None, at=NOW).pk, NOW)
    assert client.get(f"{HOME}{Captured.objects.get().pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_letter_really_goes_through_the_intake(client, intake, desk):
    assert client.post(f"{HOME}letters/", LETTER).status_code == 302
    drain()
    (message,) = desk.messages
    assert message.sender == ("Cleo Amara", CLEO.address)
    assert Captured.objects.get().mine


@pytest.mark.django_db(transaction=True)
def test_a_reply_carries_the_headers_that_a_mail_program_writes(client, intake, desk, support_mail):
    support_mail.settings["plus_addressing"] = True
    support_mail.save()
    sent = deliver(send(answer(support_mail, reply_token=ids.reply_token("ticket:42")), by=None, at=NOW).pk, NOW)
    got = Captured.objects.get()
    reply = {"to": got.reply_address, "subject": got.reply_subject, "text": "Thank you!", "answers": got.pk}
    client.post(f"{HOME}letters/", reply)
    drain()
    (message,) = desk.messages
    assert (message.in_reply_to, message.reply_ref) == (sent.message_id, "ticket:42")
    assert list(message.references) == ["<one@customer.example>", sent.message_id]
    assert message.new_text.strip() == "Thank you!"
    assert "on its way back" in message.quoted_text


@pytest.mark.django_db(transaction=True)
def test_a_letter_to_nobody_says_what_the_server_said(client, intake):
    told = client.post(f"{HOME}letters/", LETTER | {"to": "nobody@whiteglove.example"})
    assert told.status_code == 422
    assert "no such mailbox here" in told.content.decode()
    assert not Arrival.objects.exists()


@pytest.mark.django_db
def test_without_the_intake_the_page_says_so(client, demo, settings):
    settings.SMTP_LISTEN_PORT = 1
    told = client.post(f"{HOME}letters/", LETTER)
    assert told.status_code == 422
    assert "take it" in told.content.decode()


@pytest.mark.django_db
def test_a_thread_is_kept_together_by_references_alone(support_mail, demo):
    first = deliver(send(answer(support_mail, in_reply_to="", references=[]), by=None, at=NOW).pk, NOW)
    deliver(
        send(answer(support_mail, in_reply_to=first.message_id, references=[first.message_id]), by=None, at=NOW).pk, NOW
    )
    deliver(send(answer(support_mail, in_reply_to="", references=[]), by=None, at=NOW).pk, NOW)
    assert len(set(Captured.objects.values_list("thread", flat=True))) == 2


@pytest.mark.django_db
def test_odd_questions_get_an_answer(client, demo):
    assert client.get(HOME, {"opened": "x"}, headers={"HX-Request": "true"}).status_code == 200
    assert client.post(f"{HOME}letters/", LETTER | {"answers": "x", "text": ""}).status_code == 422
