"""New mail is heard of at once from a real Dovecot, and a watch that ends costs time, never mail."""

import socket
import threading
import time

import pytest
from django.db import connection

from whiteglove.service.channels import claims, durable
from whiteglove.service.channels.actions import change_account, switch_off
from whiteglove.service.channels.actions.claim import claim, release
from whiteglove.service.channels.actions.receive import Letter, receive, receive_together
from whiteglove.service.channels.email import imap, smtp_intake, watch
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.tests.letters import NOW, letter
from whiteglove.service.channels.tests.test_poll import account_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.dovecot]
SOON = 60  # seconds at most, for a busy machine; nothing polls beside the watches here


class Bell:
    """Counts its rings; `wait(2)` returns once there were two."""

    def __init__(self) -> None:
        self.rings, self.changed = 0, threading.Condition()

    def __call__(self) -> None:
        with self.changed:
            self.rings += 1
            self.changed.notify_all()

    def wait(self, rings: int, seconds: float = SOON) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: self.rings >= rings, seconds)


@pytest.fixture
def bell(monkeypatch):
    monkeypatch.setattr(watch, "LOOK_UP", 0.4)
    monkeypatch.setattr(watch, "_watches", {})
    monkeypatch.setattr(watch, "_rests_until", {})
    yield Bell()
    for one in watch._watches.values():
        one.stop()


@pytest.fixture
def box(dovecot):
    return dovecot.mailbox()


@pytest.fixture
def account(dovecot, box):
    return account_of(dovecot, box)


def ended(account: Account) -> bool:
    """Whether its watch ends within a moment."""
    watch._watches[account.pk].join(SOON)
    return not watch._watches[account.pk].is_alive()


@pytest.mark.parametrize("security", ["none", "tls"])
def test_new_mail_rings_at_once(dovecot, box, bell, security):
    port = dovecot.tls_port if security == "tls" else dovecot.port
    account = account_of(dovecot, box, security=security, port=port, verify=False)
    watch.keep_watching(account, bell)
    assert bell.wait(1), "once the server tells, somebody has to look for what came before"
    for number in (2, 3, 4):
        box.put(letter(f"Letter {number}", message_id=f"<{number}@customer.example>"))
        assert bell.wait(number)


def test_nothing_rings_while_nothing_comes(account, bell):
    watch.keep_watching(account, bell)
    assert bell.wait(1)
    assert not bell.wait(2, seconds=1.5)


def test_a_mailbox_is_watched_once(account, bell):
    watch.keep_watching(account, bell)
    first = watch._watches[account.pk]
    assert bell.wait(1)
    watch.keep_watching(account, bell)
    assert watch._watches[account.pk] is first


def test_of_several_workers_one_watches(account, bell):
    elsewhere = claims.new()
    assert claim(account, "watch", elsewhere, watch.clock.now())
    watch.keep_watching(account, bell)
    assert not watch._watches
    release(account, "watch", elsewhere)
    watch.keep_watching(account, bell)
    assert bell.wait(1)


def test_a_mailbox_that_is_switched_off_is_watched_no_more(account, bell):
    watch.keep_watching(account, bell)
    assert bell.wait(1)
    switch_off(account, by=None, at=NOW)
    assert ended(account)
    assert Account.objects.get(pk=account.pk).watch_claim == ""


def test_a_new_password_signs_in_again_and_a_new_token_does_not(account, bell):
    watch.keep_watching(account, bell)
    assert bell.wait(1)
    change_account(Account.objects.get(pk=account.pk), by=None, at=NOW, secrets={"access_token": "new"})
    time.sleep(1)
    assert watch._watches[account.pk].is_alive()
    change_account(Account.objects.get(pk=account.pk), by=None, at=NOW, secrets={"imap_password": "new"})
    assert ended(account)


@pytest.fixture
def lines(monkeypatch) -> list:
    """The connections that watches open, so that a test can cut one as a server or its network does."""
    opened, connected = [], imap.connected
    monkeypatch.setattr(imap, "connected", lambda account: opened.append(connected(account)) or opened[-1])
    return opened


def test_after_trouble_a_watch_rests(account, bell, lines):
    watch.keep_watching(account, bell)
    assert bell.wait(1)
    first = watch._watches[account.pk]
    lines[0].client.sock.shutdown(socket.SHUT_RDWR)
    assert ended(account)
    watch.keep_watching(account, bell)
    assert watch._watches[account.pk] is first, "it rests"
    rung = bell.rings
    watch._rests_until.clear()
    watch.keep_watching(account, bell)
    assert bell.wait(rung + 1), "and then it goes on"


def test_a_server_without_idle_is_left_to_the_poll(account, bell, monkeypatch):
    monkeypatch.setattr(watch, "offers_idle", lambda box: False)
    watch.keep_watching(account, bell)
    assert ended(account)
    watch.keep_watching(account, bell)
    assert bell.rings == 0
    assert watch._rests_until[account.pk] > time.monotonic() + 3000


def test_dovecot_offers_idle(account):
    with imap.connected(account) as mailbox:
        assert watch.offers_idle(mailbox)


def synchronous() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return cursor.fetchone()[0]


NORMAL, FULL = 1, 2
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL always writes through")


@on_sqlite
def test_fetched_mail_is_on_the_disk_before_it_is_marked(dovecot, box, monkeypatch):
    box.put(letter())
    how = []
    monkeypatch.setattr(imap, "receive", lambda raw, **about: (how.append(synchronous()), receive(raw, **about))[1])
    assert imap.poll(account_of(dovecot, box, seen=True), NOW) == 1
    assert (how, synchronous()) == ([FULL], NORMAL)


@on_sqlite
def test_what_is_written_through_ends_with_an_error_too():
    with pytest.raises(ValueError, match="broken"), durable.written_through():
        raise ValueError("broken")
    assert synchronous() == NORMAL


@on_sqlite
def test_mail_by_smtp_is_on_the_disk_also_after_the_database_failed_once(support_mail, monkeypatch):
    intake, how = smtp_intake.Intake(), []
    monkeypatch.setattr(
        smtp_intake,
        "receive_together",
        lambda letters, **about: (how.append(synchronous()), receive_together(letters, **about))[1],
    )
    for _ in range(2):
        smtp_intake._with_connection(intake._keep, [Letter(letter(), {"to": ["support@whiteglove.example"]})])
        connection.close()
    assert how == [FULL, FULL]
