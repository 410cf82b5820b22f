"""Fetching over IMAP from a real Dovecot: everything once, nothing touched unless asked."""

import imaplib
from datetime import timedelta

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.channels.actions import add_account, drain, receive
from whiteglove.service.channels.email import imap
from whiteglove.service.channels.models import Arrival, Cursor
from whiteglove.service.channels.tests.letters import NOW, letter

pytestmark = [pytest.mark.django_db, pytest.mark.dovecot]


def letters(first: int, last: int) -> list[bytes]:
    return [letter(f"Letter {n}", message_id=f"<{n}@customer.example>") for n in range(first, last + 1)]


@pytest.fixture
def box(dovecot):
    return dovecot.mailbox()


@pytest.fixture
def account(support, dovecot, box):
    return account_of(dovecot, box)


def account_of(dovecot, box, **changes):
    settings = {"imap": {"host": "127.0.0.1", "port": dovecot.port, "security": "none", "user": box.user} | changes}
    return add_account(
        by=None, at=NOW, name="Support", address=box.user, settings=settings, secrets={"imap_password": box.password}
    )


def subjects() -> list[str]:
    drain(NOW)
    return list(Arrival.objects.order_by("id").values_list("subject", flat=True))


def test_mail_is_fetched_in_order_and_once(account, box, desk):
    box.put(*letters(1, 3))
    assert imap.poll(account, NOW) == 3
    assert imap.poll(account, NOW) == 0
    box.put(*letters(4, 4))
    assert imap.poll(account, NOW) == 1
    assert subjects() == [f"Letter {n}" for n in range(1, 5)]


def test_the_bytes_are_those_on_the_server(account, box):
    raw = letter().replace(b"I was charged twice.", b'\xfc\xe4\xdf {5}\r\n) "odd" \x01')
    box.put(raw)
    imap.poll(account, NOW)
    assert Arrival.objects.get().raw.content == raw


def test_nothing_is_marked_moved_or_deleted(account, box):
    box.put(*letters(1, 3))
    imap.poll(account, NOW)
    assert box.count() == 3
    assert not any("Seen" in flags for flags in box.flags())


def test_a_mailbox_may_have_its_mail_marked_as_seen(dovecot, box):
    box.put(*letters(1, 2))
    imap.poll(account_of(dovecot, box, seen=True), NOW)
    assert all("\\Seen" in flags for flags in box.flags())


def test_a_mailbox_may_have_its_mail_moved(dovecot, box):
    box.put(*letters(1, 2))
    box.put(letter("Older", message_id="<old@customer.example>"), folder="Done")
    imap.poll(account_of(dovecot, box, move_to="Done"), NOW)
    assert (box.count(), box.count("Done")) == (0, 3)
    assert Arrival.objects.count() == 2


def test_several_folders_have_a_cursor_each(dovecot, box):
    box.put(*letters(1, 2))
    box.put(*letters(3, 5), folder="Shop")
    account = account_of(dovecot, box, folders=["INBOX", "Shop"])
    assert imap.poll(account, NOW) == 5
    assert dict(Cursor.objects.values_list("folder", "uid")) == {"INBOX": 2, "Shop": 3}


def test_several_mailboxes_do_not_disturb_each_other(dovecot):
    boxes = [dovecot.mailbox("support"), dovecot.mailbox("billing")]
    accounts = [account_of(dovecot, box) for box in boxes]
    boxes[0].put(*letters(1, 2))
    boxes[1].put(*letters(3, 3))
    assert [imap.poll(account, NOW) for account in accounts] == [2, 1]


def test_the_same_letter_in_two_mailboxes_is_one(dovecot):
    boxes = [dovecot.mailbox("support"), dovecot.mailbox("billing")]
    for box in boxes:
        box.put(b"Delivered-To: " + box.user.encode() + b"\r\n" + letter())
    for box in boxes:
        imap.poll(account_of(dovecot, box), NOW)
    assert Arrival.objects.get().repeats == 1


def test_another_uidvalidity_reads_all_again_and_doubles_nothing(account, box):
    box.put(*letters(1, 3))
    imap.poll(account, NOW)
    before = Cursor.objects.get().uidvalidity
    box.renumber()
    box.put(*letters(4, 4))
    assert imap.poll(account, NOW) == 1
    assert Cursor.objects.get().uidvalidity != before
    assert Arrival.objects.count() == 4


def test_a_mailbox_may_begin_with_new_mail(dovecot, box):
    box.put(*letters(1, 3))
    account = account_of(dovecot, box, start="new")
    assert imap.poll(account, NOW) == 0
    box.put(*letters(4, 4))
    assert imap.poll(account, NOW) == 1


def test_old_mail_stays_out_even_when_all_is_read_again(dovecot, box):
    box.put(*letters(1, 3))
    account = account_of(dovecot, box, start="new")
    imap.poll(account, NOW + timedelta(days=4000))
    box.renumber()
    assert imap.poll(account, NOW + timedelta(days=4000)) == 0
    assert not Arrival.objects.exists()


def test_a_big_mailbox_is_read_in_batches(account, box, monkeypatch):
    monkeypatch.setattr(imap, "BATCH", 7)
    box.put(*letters(1, 40))
    assert imap.poll(account, NOW, limit=25) == 25
    assert imap.poll(account, NOW) == 15


def test_a_batch_is_bounded_in_bytes(account, box, monkeypatch):
    monkeypatch.setattr(imap, "BATCH_BYTES", 30_000)
    sizes = []
    real = imap._fetched
    monkeypatch.setattr(imap, "_fetched", lambda b, uids: (sizes.append(len(uids)), real(b, uids))[1])
    box.put(*[letter(f"Big {n}", "word " * 2500, message_id=f"<{n}@x.example>") for n in range(6)])
    assert imap.poll(account, NOW) == 6
    assert sizes == [2, 2, 2]


def test_a_broken_message_stops_nothing(account, box, desk):
    box.put(*letters(1, 1), b"\xff\xfe\x01 not mail at all", b"Subject: =?x?q?=\r\n\r\n", *letters(2, 2))
    assert imap.poll(account, NOW) == 4
    drain(NOW)
    assert len(desk.messages) == 4


def server_refuses(monkeypatch, uid: int, how: str, *, gone: bool = False) -> None:
    """As a server does whose storage of one message is broken."""
    real = imaplib.IMAP4.uid

    def answer(client, command, *arguments):
        asked = str(arguments[0]).split(",") if arguments else []
        if command == "SEARCH" and gone and arguments[0] == f"UID {uid}":
            return "OK", [b""]
        if command != "FETCH" or str(uid) not in asked:
            return real(client, command, *arguments)
        if how == "BAD":
            raise imaplib.IMAP4.error("UID command error: BAD [b'Command error. 10']")
        if how == "NO":
            return "NO", [b"[SERVERBUG] Internal error occurred"]
        kind, data = real(client, command, *arguments)
        return kind, [one for one in data if not has_uid(one, uid)] + [b"%d (UID %d BODY[] NIL)" % (uid, uid)]

    monkeypatch.setattr(imaplib.IMAP4, "uid", answer)


def has_uid(item, uid: int) -> bool:
    return b"UID %d " % uid in (item[0] if isinstance(item, tuple) else item)


def poll_until_given_up(account) -> None:
    for minutes in range(imap.TRIES):
        imap.poll(account, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize("how", ["NO", "BAD", "NIL"])
def test_a_message_the_server_can_not_hand_over_stops_nothing(account, box, desk, monkeypatch, how):
    box.put(*letters(1, 3))
    server_refuses(monkeypatch, 2, how)
    poll_until_given_up(account)
    box.put(*letters(4, 4))
    assert imap.poll(account, NOW + timedelta(hours=1)) == 1
    assert account.healths.get(part="imap").ok
    assert Cursor.objects.get().uid == 4
    drain(NOW + timedelta(hours=1))
    assert [one.subject for one in desk.messages] == ["Letter 1", "Letter 3", "Letter 4"]


@pytest.mark.parametrize("how", ["NO", "NIL"])
def test_a_message_that_can_not_be_fetched_waits_for_a_person(account, box, monkeypatch, how):
    box.put(*letters(1, 3))
    server_refuses(monkeypatch, 2, how)
    poll_until_given_up(account)
    lost = Arrival.objects.dead().get()
    assert lost.waits_for_a_person
    assert f"{box.user}, INBOX, UID 2: The server" in lost.error
    assert "UIDVALIDITY" in lost.raw.content.decode()
    assert Event.objects.get(name="mail.given_up").audience == "admin"


def test_a_server_that_refuses_for_a_moment_costs_no_message(account, box, desk, monkeypatch):
    box.put(*letters(1, 3))
    with monkeypatch.context() as moment:
        server_refuses(moment, 2, "NO")
        imap.poll(account, NOW)
        assert "SERVERBUG" in account.healths.get(part="imap").says
    imap.poll(account, NOW)
    assert subjects() == ["Letter 1", "Letter 2", "Letter 3"]


def test_what_was_not_fetched_stays_in_the_mailbox_as_it_was(dovecot, box, monkeypatch):
    box.put(*letters(1, 3))
    box.put(letter("Older", message_id="<old@customer.example>"), folder="Done")
    server_refuses(monkeypatch, 2, "NIL")
    poll_until_given_up(account_of(dovecot, box, move_to="Done"))
    assert (box.count(), box.count("Done")) == (1, 3)


def test_a_message_that_vanished_meanwhile_is_no_loss(account, box, monkeypatch):
    box.put(*letters(1, 3))
    server_refuses(monkeypatch, 2, "NO", gone=True)
    assert imap.poll(account, NOW) == 2
    assert account.healths.get(part="imap").ok
    assert Cursor.objects.get().uid == 3


def test_a_poll_that_was_cut_off_repeats_without_doubling(account, box, monkeypatch):
    """The process dies after the messages were kept and before the cursor moved."""
    box.put(*letters(1, 3))
    monkeypatch.setattr(imap, "_after", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        imap.poll(account, NOW)
    monkeypatch.undo()
    assert Cursor.objects.get().uid == 0
    assert imap.poll(account, NOW) == 0
    assert Arrival.objects.count() == 3


def test_mail_that_was_not_kept_is_fetched_again(account, box, monkeypatch):
    box.put(*letters(1, 3))
    taken = []

    def fails_at_the_second(raw, **about):
        taken.append(raw)
        if len(taken) == 2:
            raise ConnectionError("the database is away")
        return receive(raw, **about)

    monkeypatch.setattr(imap, "receive", fails_at_the_second)
    imap.poll(account, NOW)
    monkeypatch.undo()
    assert imap.poll(account, NOW) == 2
    assert Arrival.objects.count() == 3


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mail_is_fetched_encrypted(dovecot, box, security):
    box.put(*letters(1, 1))
    port = dovecot.tls_port if security == "tls" else dovecot.port
    assert imap.poll(account_of(dovecot, box, security=security, port=port, verify=False), NOW) == 1


def test_a_certificate_nobody_vouches_for_is_refused(dovecot, box):
    account = account_of(dovecot, box, security="tls", port=dovecot.tls_port)
    assert imap.poll(account, NOW) == 0
    assert "certificate" in account.healths.get(part="imap").says.lower()


def test_a_wrong_password_is_shown_with_the_servers_words(account):
    account.seal(imap_password="wrong")
    account.save()
    assert imap.poll(account, NOW) == 0
    health = account.healths.get(part="imap")
    assert (health.ok, health.due_at) == (False, NOW + timedelta(seconds=30))
    assert "Authentication failed" in health.says


def test_a_server_that_is_away_is_asked_less_and_less(account):
    account.settings["imap"]["port"] = 1
    account.save()
    waits = []
    for _ in range(3):
        imap.poll(account, NOW)
        waits.append((account.healths.get(part="imap").due_at - NOW).total_seconds())
    assert waits == [30, 60, 120]
    assert not imap.due(account, NOW + timedelta(seconds=119))
    assert imap.due(account, NOW + timedelta(seconds=120))


def test_a_mailbox_that_recovers_is_well_again(account, box):
    port = account.settings["imap"]["port"]
    account.settings["imap"]["port"] = 1
    imap.poll(account, NOW)
    account.settings["imap"]["port"] = port
    imap.poll(account, NOW)
    assert account.healths.get(part="imap").ok


def test_a_folder_that_is_missing_is_named(dovecot, box):
    account = account_of(dovecot, box, folders=["Nowhere"])
    imap.poll(account, NOW)
    assert "Nowhere" in account.healths.get(part="imap").says


def test_a_mailbox_is_asked_every_minute(account, box):
    assert imap.due(account, NOW)
    imap.poll(account, NOW)
    assert not imap.due(account, NOW + timedelta(seconds=59))
    assert imap.due(account, NOW + timedelta(seconds=60))


def test_trying_the_settings_changes_nothing(account, box):
    box.put(*letters(1, 2))
    health = imap.health(account)
    assert health.ok, health.says
    assert not Arrival.objects.exists()
    assert not Cursor.objects.exists()
