"""Nothing is lost and nothing is doubled between the wire and the desk."""

from datetime import timedelta

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.channels import filing, registry
from whiteglove.service.channels.actions import drain, process, receive
from whiteglove.service.channels.actions.process import MOST_TRIES
from whiteglove.service.channels.contract import Filed
from whiteglove.service.channels.email import ids
from whiteglove.service.channels.models import Arrival, Blob
from whiteglove.service.channels.tests.letters import NOW, letter

pytestmark = pytest.mark.django_db
State = Arrival.State


def arrived(raw=None, account=None, **envelope) -> Arrival:
    return receive(raw or letter(), account=account, envelope=envelope, at=NOW)


def test_a_letter_is_kept_as_it_came(support_mail):
    arrival = arrived(account=support_mail)
    assert (arrival.state, arrival.raw.content) == (State.STORED, letter())
    assert Event.objects.filter(name="mail.received").count() == 1


def test_the_same_letter_through_two_mailboxes_is_one(support_mail, billing_mail, desk):
    first = arrived(account=support_mail)
    second = arrived(b"Delivered-To: billing@whiteglove.example\r\n" + letter(), account=billing_mail)
    assert (second.pk, second.duplicate, first.duplicate) == (first.pk, True, False)
    drain(NOW)
    assert len(desk.messages) == 1
    assert Arrival.objects.get().repeats == 1


def test_a_different_letter_with_the_same_id_is_another(support_mail):
    assert arrived().pk != arrived(letter(text="Something else.\n")).pk


def test_a_letter_reaches_the_desk(support_mail, desk):
    arrival = process(arrived(account=support_mail).pk, NOW)
    (message,) = desk.messages
    assert arrival.state == State.FILED
    assert arrival.outcome == {"ticket": 7, "message": 1, "action": "opened", "why": ["No thread is known."]}
    assert message.sender == ("Cleo Amara", "cleo@customer.example")
    assert (message.subject, message.new_text.strip()) == ("Charged twice for the March order", "I was charged twice.")
    assert (message.external_id, message.account_id) == ("<one@customer.example>", support_mail.pk)


def test_filing_is_announced(support_mail, desk):
    arrival = process(arrived(account=support_mail).pk, NOW)
    (event,) = Event.objects.filter(name="message.arrived")
    assert (event.subject, event.facts["ticket"]) == (f"arrival:{arrival.pk}", 7)


def test_a_letter_is_filed_once_however_often_it_is_processed(support_mail, desk):
    arrival = arrived()
    for _ in range(3):
        process(arrival.pk, NOW)
    drain(NOW)
    assert len(desk.messages) == 1


def test_letters_are_filed_in_the_order_they_came(support_mail, desk):
    for number in range(25):
        arrived(letter(f"Letter {number}", message_id=f"<{number}@customer.example>"))
    assert drain(NOW) == 25
    assert [m.subject for m in desk.messages] == [f"Letter {n}" for n in range(25)]


def test_the_envelope_says_which_mailbox_it_is_for(support_mail, billing_mail, desk):
    process(arrived(letter(to="undisclosed@elsewhere.example"), to=["billing@whiteglove.example"]).pk, NOW)
    assert desk.messages[0].account_id == billing_mail.pk


def test_without_an_envelope_the_header_says_it(support_mail, billing_mail, desk):
    process(arrived(letter(to="Billing+march@Whiteglove.Example")).pk, NOW)
    assert desk.messages[0].account_id == billing_mail.pk


def test_a_letter_that_names_no_mailbox_goes_to_the_default_one(support_mail, billing_mail, desk):
    process(arrived(letter(to="old-name@whiteglove.example")).pk, NOW)
    assert desk.messages[0].account_id == support_mail.pk


def test_a_signed_reply_address_names_the_ticket(support_mail, desk):
    address = ids.with_token(support_mail.address, ids.reply_token("ticket:42"))
    process(arrived(letter(to=address)).pk, NOW)
    assert desk.messages[0].reply_ref == "ticket:42"


def test_a_forged_reply_address_names_nothing(support_mail, desk):
    process(arrived(letter(to="support+t.ticket-42-aaaaaaaaaaaaaaaa@whiteglove.example")).pk, NOW)
    assert desk.messages[0].reply_ref == ""


def test_a_poison_message_is_kept_with_its_error(support_mail, desk):
    desk.fails = RuntimeError("the desk is on fire")
    arrival = process(arrived().pk, NOW)
    assert (arrival.state, arrival.tries) == (State.FAILED, 1)
    assert "the desk is on fire" in arrival.error
    assert arrival.due_at == NOW + timedelta(seconds=30)
    assert arrival.raw.content == letter()


def test_a_poison_message_does_not_stop_the_others(support_mail, monkeypatch, desk):
    def picky(inbound, arrival):
        if inbound.subject == "Poison":
            raise ValueError("can't")
        return desk.file(inbound, arrival)

    monkeypatch.setitem(filing._filers, "email", picky)
    for number, subject in enumerate(["One", "Poison", "Two"]):
        arrived(letter(subject, message_id=f"<{number}@customer.example>"))
    drain(NOW)
    assert [m.subject for m in desk.messages] == ["One", "Two"]


def test_what_the_desk_wrote_before_it_failed_is_undone(support_mail, monkeypatch):
    def half(inbound, arrival):
        Blob.objects.keep(b"half done")
        raise RuntimeError("then it broke")

    monkeypatch.setitem(filing._filers, "email", half)
    process(arrived().pk, NOW)
    assert Blob.objects.count() == 1


def test_a_failed_message_is_filed_when_the_trouble_is_over(support_mail, desk):
    desk.fails = RuntimeError("just now")
    arrival = process(arrived().pk, NOW)
    desk.fails = None
    assert drain(NOW + timedelta(seconds=29)) == 0
    assert drain(NOW + timedelta(seconds=30)) == 1
    arrival.refresh_from_db()
    assert (arrival.state, arrival.error, len(desk.messages)) == (State.FILED, "", 1)


def test_after_every_try_a_person_is_needed(support_mail, desk):
    desk.fails = RuntimeError("for good")
    arrival, at = arrived(), NOW
    for _ in range(MOST_TRIES):
        arrival = process(arrival.pk, at)
        at = arrival.due_at or at
    assert arrival.waits_for_a_person
    assert list(Arrival.objects.dead()) == [arrival]
    assert drain(NOW + timedelta(days=30)) == 0
    assert Event.objects.filter(name="mail.given_up").count() == 1


def test_nobody_to_file_it_keeps_it(support_mail, monkeypatch):
    monkeypatch.delitem(filing._filers, "email", raising=False)
    arrival = process(arrived().pk, NOW)
    assert arrival.state == State.FAILED
    assert "Nobody files" in arrival.error


def test_a_message_in_another_workers_hands_is_left_alone(support_mail, desk):
    arrival = arrived()
    Arrival.objects.update(claimed_by="elsewhere:1:x", due_at=NOW + timedelta(minutes=2))
    assert process(arrival.pk, NOW).state == State.STORED
    assert drain(NOW) == 0


def test_a_message_of_a_worker_that_died_is_taken_up(support_mail, desk):
    arrived()
    Arrival.objects.update(claimed_by="elsewhere:1:x", due_at=NOW + timedelta(minutes=2), tries=1)
    assert drain(NOW + timedelta(minutes=2)) == 1
    assert len(desk.messages) == 1


@pytest.mark.parametrize("limit", [25 * 1024 * 1024, 40 * 1024 * 1024])
def test_the_largest_mail_that_is_taken_keeps_its_last_attachment(settings, limit):
    settings.MAIL_SIZE_LIMIT = limit
    part = b"--b\r\nContent-Type: application/pdf; name=%s.pdf\r\n\r\n%s\r\n"
    raw = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part % (b"first", b"x" * (limit - 1000))
    raw += part % (b"last", b"the end") + b"--b--\r\n"
    assert len(raw) <= limit
    found = registry.driver("email").parse(raw, envelope={}, at=NOW)
    assert [(one.name, len(one.content)) for one in found.attachments] == [("first.pdf", limit - 1000), ("last.pdf", 7)]


def test_a_worker_whose_lease_ran_out_files_nothing(support_mail, desk, monkeypatch):
    """Another worker took the message while ours was still parsing."""
    driver = registry.driver("email")
    real = driver.parse

    def slow(raw, **about):
        Arrival.objects.update(claimed_by="elsewhere:1:x")
        return real(raw, **about)

    monkeypatch.setattr(driver, "parse", slow, raising=False)
    monkeypatch.setitem(filing._filers, "email", lambda inbound, arrival: Filed(1, Blob.objects.keep(b"x").size, ""))
    assert process(arrived().pk, NOW).state == State.STORED
    assert not Event.objects.filter(name="message.arrived").exists()
    assert not Blob.objects.filter(size=1).exists()


def test_a_message_that_kills_its_worker_every_time_is_given_up(support_mail, desk):
    arrival = arrived()
    Arrival.objects.update(tries=MOST_TRIES, claimed_by="elsewhere:1:x", due_at=NOW)
    assert drain(NOW) == 0
    arrival.refresh_from_db()
    assert arrival.waits_for_a_person
    assert "stopped every time" in arrival.error


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00",
        b"no header at all",
        b"Subject\x00: x\r\n\r\n\xff\xfe",
        b"\r\n\r\nbody",
        b"From: =?utf-8?b?////?=\r\nSubject: =?x-none?q?=00?=\r\n\r\n",
    ],
)
def test_bytes_that_are_hardly_mail_are_kept_and_filed(support_mail, desk, raw):
    arrival = process(receive(raw, at=NOW).pk, NOW)
    assert arrival.state == State.FILED, arrival.error
    assert Blob.objects.get(pk=arrival.raw_id).content == raw
