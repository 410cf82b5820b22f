"""Mail over SMTP: 250 only for what is committed, and a clear no for everything else."""

import smtplib
import socket
import threading
import time

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from whiteglove.service.channels import lanes
from whiteglove.service.channels.actions import switch_off
from whiteglove.service.channels.actions.receive import Letter, receive_together
from whiteglove.service.channels.email import smtp_intake
from whiteglove.service.channels.models import Account, Arrival, Blob
from whiteglove.service.channels.tests.letters import NOW, letter

pytestmark = pytest.mark.django_db(transaction=True)
CLEO, SUPPORT = "cleo@customer.example", "support@whiteglove.example"


@pytest.fixture
def quiet(monkeypatch):
    """Filing is left to each test."""
    monkeypatch.setattr(lanes, "run", lambda name, work: None)


@pytest.fixture
def intake(support_mail, desk, settings, quiet):
    """The SMTP intake on a free port."""
    intake = smtp_intake.controller("127.0.0.1", 0)
    intake.start()
    yield intake
    intake.stop()


@pytest.fixture
def wire(intake):
    with smtplib.SMTP("127.0.0.1", intake.port, timeout=10) as client:
        yield client


def test_a_letter_is_committed_before_it_is_accepted(wire):
    assert wire.sendmail(CLEO, [SUPPORT], letter()) == {}
    arrival = Arrival.objects.get()
    assert arrival.raw.content == letter()
    assert (arrival.envelope["from"], arrival.envelope["to"]) == (CLEO, [SUPPORT])
    assert arrival.account.address == SUPPORT


def test_the_same_letter_sent_again_after_a_lost_answer_is_one(wire):
    wire.sendmail(CLEO, [SUPPORT], letter())
    wire.sendmail(CLEO, [SUPPORT], letter())
    assert Arrival.objects.count() == 1


def test_two_of_our_mailboxes_in_one_envelope_are_one_message(wire, billing_mail):
    wire.sendmail(CLEO, [SUPPORT, "billing@whiteglove.example"], letter())
    assert Arrival.objects.get().envelope["to"] == [SUPPORT, "billing@whiteglove.example"]


def test_an_unknown_mailbox_is_refused(wire):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        wire.sendmail(CLEO, ["nobody@whiteglove.example"], letter())
    assert refused.value.recipients["nobody@whiteglove.example"][0] == 550
    assert not Arrival.objects.exists()


def test_plus_parts_and_capitals_reach_the_mailbox(wire):
    wire.sendmail(CLEO, ["Support+march@Whiteglove.Example"], letter())
    assert Arrival.objects.get().account.address == SUPPORT


def test_the_default_mailbox_may_take_everything(wire):
    Account.objects.update(settings={"catch_all": True})
    wire.sendmail(CLEO, ["anything@whiteglove.example"], letter())
    assert Arrival.objects.get().account.address == SUPPORT


def test_a_mailbox_that_is_switched_off_takes_nothing(wire, support_mail):
    switch_off(support_mail, by=None, at=NOW)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        wire.sendmail(CLEO, [SUPPORT], letter())
    assert refused.value.recipients[SUPPORT][0] == 450


def test_a_new_mailbox_takes_mail_at_once(wire, support):
    wire.ehlo()
    wire.mail(CLEO)
    assert wire.rcpt("new@whiteglove.example")[0] == 550
    wire.rset()
    Account(name="New", address="new@whiteglove.example").save()
    assert wire.sendmail(CLEO, ["new@whiteglove.example"], letter()) == {}


def test_without_a_database_the_sender_is_asked_to_try_again(wire, monkeypatch):
    def away(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(Blob.objects, "keep", away)
    with pytest.raises(smtplib.SMTPDataError) as told:
        wire.sendmail(CLEO, [SUPPORT], letter())
    assert told.value.smtp_code == 451


def test_without_a_database_no_recipient_is_judged(wire, monkeypatch):
    def away(self):
        raise DatabaseError("gone")

    monkeypatch.setattr(smtp_intake.Directory, "_read", away)
    wire.ehlo()
    wire.mail(CLEO)
    assert wire.rcpt("somebody@whiteglove.example")[0] == 451


def test_a_message_that_is_too_large_is_refused_before_it_is_sent(intake, wire, settings):
    wire.ehlo()
    code, _ = wire.docmd("MAIL", f"FROM:<{CLEO}> SIZE={settings.MAIL_SIZE_LIMIT + 1}")
    assert code == 552


def test_a_message_that_grows_too_large_is_refused(support_mail, desk, settings, monkeypatch):
    settings.MAIL_SIZE_LIMIT = 20_000
    intake = smtp_intake.controller("127.0.0.1", 0)
    intake.start()
    try:
        with smtplib.SMTP("127.0.0.1", intake.port, timeout=10) as client:
            client.helo()
            with pytest.raises(smtplib.SMTPDataError) as refused:
                client.sendmail(CLEO, [SUPPORT], letter(text="word " * 8000))
            assert refused.value.smtp_code == 552
    finally:
        intake.stop()
    assert not Arrival.objects.exists()


def test_what_the_server_can_do_is_announced(wire):
    wire.ehlo()
    assert {"8bitmime", "smtputf8", "pipelining", "size"} <= set(wire.esmtp_features)


def test_commands_may_be_pipelined(intake):
    body = letter().replace(b"\r\n.", b"\r\n..")
    with socket.create_connection(("127.0.0.1", intake.port), timeout=10) as wire:
        file = wire.makefile("rb")
        file.readline()
        wire.sendall(b"EHLO customer.example\r\n")
        while not file.readline().startswith(b"250 "):
            pass
        wire.sendall(f"MAIL FROM:<{CLEO}>\r\nRCPT TO:<{SUPPORT}>\r\nDATA\r\n".encode())
        assert [file.readline()[:3] for _ in range(3)] == [b"250", b"250", b"354"]
        wire.sendall(body + b"\r\n.\r\nQUIT\r\n")
        assert [file.readline()[:3] for _ in range(2)] == [b"250", b"221"]
    assert Arrival.objects.count() == 1


def test_eight_bit_bytes_arrive_as_they_were(wire):
    raw = letter().replace(b"I was charged twice.", b"Ich wurde zweimal belastet: \xfc\xe4\xdf")
    wire.ehlo()
    wire.sendmail(CLEO, [SUPPORT], raw, mail_options=["BODY=8BITMIME"])
    assert b"\xfc\xe4\xdf" in Arrival.objects.get().raw.content


def test_lines_longer_than_the_standard_allows_are_taken(wire):
    raw = letter().replace(b"I was charged twice.", b"<p>" + b"word " * 20_000 + b"</p>")
    wire.sendmail(CLEO, [SUPPORT], raw)
    assert Arrival.objects.get().raw.content == raw


def test_an_international_sender_is_taken(wire):
    wire.ehlo()
    wire.sendmail("jörg@müller.example", [SUPPORT], letter(), mail_options=["SMTPUTF8", "BODY=8BITMIME"])
    assert Arrival.objects.get().envelope["from"] == "jörg@müller.example"


def test_a_null_sender_is_taken(wire):
    wire.sendmail("", [SUPPORT], letter())
    assert Arrival.objects.get().envelope["from"] == ""


def test_a_smuggled_second_message_stays_inside_the_first(intake):
    """A bare line feed around the dot doesn't end a message (CVE-2023-51764 and its kin)."""
    inner = b"\n.\nMAIL FROM:<x@y.example>\r\nRCPT TO:<support@whiteglove.example>\r\nDATA\r\nSubject: smuggled\r\n\r\n"
    with smtplib.SMTP("127.0.0.1", intake.port, timeout=10) as client:
        client.ehlo()
        client.mail(CLEO)
        client.rcpt(SUPPORT)
        client.docmd("DATA")
        client.send(letter() + inner + b"\r\n.\r\n")
        client.getreply()
    assert Arrival.objects.count() <= 1


def test_too_many_connections_are_declined_and_room_is_made_again(intake, monkeypatch):
    eventually(lambda: intake.handler.open_now == 0)
    monkeypatch.setattr(smtp_intake, "MOST_CONNECTIONS", 2)
    open_now = [smtplib.SMTP("127.0.0.1", intake.port, timeout=10) for _ in range(2)]
    with pytest.raises((smtplib.SMTPConnectError, smtplib.SMTPServerDisconnected)):
        smtplib.SMTP("127.0.0.1", intake.port, timeout=10)
    for client in open_now:
        client.quit()
    eventually(lambda: intake.handler.open_now == 0)
    with smtplib.SMTP("127.0.0.1", intake.port, timeout=10) as client:
        assert client.noop()[0] == 250


def eventually(holds, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    assert holds()


def patiently(client: smtplib.SMTP, raw: bytes) -> None:
    """As every mail server does: after a 451 it tries again."""
    for _ in range(200):
        try:
            client.sendmail(CLEO, [SUPPORT], raw)
            return
        except (smtplib.SMTPDataError, smtplib.SMTPRecipientsRefused):
            time.sleep(0.02)


def test_many_at_once_are_all_kept(intake):
    def write(number: int) -> None:
        with smtplib.SMTP("127.0.0.1", intake.port, timeout=30) as client:
            for part in range(5):
                patiently(client, letter(message_id=f"<{number}.{part}@customer.example>"))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Arrival.objects.count() == 30


@pytest.fixture
def tls_intake(support_mail, desk, settings, quiet, tmp_path):
    """The SMTP intake with a certificate."""
    from whiteglove.service.channels.tests.certificate import certificate

    settings.SMTP_TLS_CERT, settings.SMTP_TLS_KEY = certificate(tmp_path)
    intake = smtp_intake.controller("127.0.0.1", 0)
    intake.start()
    yield intake
    intake.stop()


def test_tls_is_offered_with_a_certificate(tls_intake):
    with smtplib.SMTP("127.0.0.1", tls_intake.port, timeout=10) as client:
        client.starttls()
        assert client.sendmail(CLEO, [SUPPORT], letter()) == {}


def test_encrypted_conversations_take_no_room_when_they_are_over(tls_intake, monkeypatch):
    monkeypatch.setattr(smtp_intake, "MOST_CONNECTIONS", 3)
    for _ in range(8):
        with smtplib.SMTP("127.0.0.1", tls_intake.port, timeout=10) as client:
            client.starttls()
            assert client.noop()[0] == 250
            assert tls_intake.handler.open_now == 1
        eventually(lambda: tls_intake.handler.open_now == 0)


@pytest.mark.parametrize("said", [b"this is not TLS at all\r\n", b""])
def test_failed_handshakes_take_no_room(tls_intake, monkeypatch, said):
    monkeypatch.setattr(smtp_intake, "MOST_CONNECTIONS", 3)
    for _ in range(8):
        client = smtplib.SMTP("127.0.0.1", tls_intake.port, timeout=10)
        client.ehlo()
        assert client.docmd("STARTTLS")[0] == 220
        client.sock.sendall(said)
        client.close()
        eventually(lambda: tls_intake.handler.open_now == 0)
    with smtplib.SMTP("127.0.0.1", tls_intake.port, timeout=10) as client:
        assert client.noop()[0] == 250


def test_letters_that_wait_together_are_committed_together(support_mail, db):
    letters = [Letter(letter(message_id=f"<{n}@customer.example>"), {"to": [SUPPORT]}) for n in range(3)]
    with CaptureQueriesContext(connection) as asked:
        kept = receive_together([*letters, letters[0]], at=NOW)
    assert Arrival.objects.count() == 3
    assert kept[3] == kept[0]
    assert sum(one["sql"].startswith("COMMIT") for one in asked) <= 1


def test_a_letter_that_can_not_be_stored_takes_no_other_along(support_mail, monkeypatch):
    def keep(raw):
        if b"poison" in raw:
            raise DatabaseError("disk I/O error")
        return whole(raw)

    whole = Blob.objects.keep
    monkeypatch.setattr(Blob.objects, "keep", keep)
    texts = ["Hello", "poison", "Are you there?"]
    wanted = [(text, f"<{text[:3]}@customer.example>") for text in texts]
    letters = [Letter(letter(text=text, message_id=ident), {"to": [SUPPORT]}) for text, ident in wanted]
    first, second, third = receive_together(letters, at=NOW)
    assert (first.raw.content, third.raw.content) == (letters[0].raw, letters[2].raw)
    assert isinstance(second, DatabaseError)
    assert Arrival.objects.count() == 2
