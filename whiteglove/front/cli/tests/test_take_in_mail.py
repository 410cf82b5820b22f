"""`whiteglove mail`: one JSON line a message, whatever becomes of it."""

import io
import json
import os
import sys
from datetime import UTC, datetime
from importlib import import_module

import pytest

from whiteglove.front.cli import mail, plain
from whiteglove.front.cli.main import main
from whiteglove.service.channels import filing
from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.contract import Filed
from whiteglove.service.channels.models import Account, Arrival

ONE = (
    b"From: Cleo <cleo@customer.example>\nTo: support@whiteglove.example\n"
    b"Message-ID: <1@c.example>\nSubject: Hi\n\nHello\n"
)


@pytest.fixture
def house(db, monkeypatch):
    """A house that is ready and files everything as ticket 42."""
    monkeypatch.setattr(mail, "ready_or_refuse", lambda: None)
    monkeypatch.setitem(
        filing._filers, "email", lambda inbound, arrival: Filed(42, 7, "opened", ["No ticket was meant."])
    )


@pytest.fixture
def filed(house, monkeypatch):
    """The messages as the desk gets them."""
    got = []
    monkeypatch.setitem(
        filing._filers, "email", lambda inbound, arrival: got.append(inbound) or Filed(42, 7, "opened", [])
    )
    return got


def run(capsys, *words, stdin=b""):
    """Exit code and lines."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
    try:
        code = main(["mail", *map(str, words)])
    finally:
        sys.stdin = sys.__stdin__
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_message_becomes_a_ticket_and_says_why(house, capsys):
    code, [line] = run(capsys, stdin=ONE)
    assert code == 0
    assert (line["ticket"], line["message"], line["action"], line["why"]) == (42, 7, "opened", ["No ticket was meant."])


@pytest.mark.parametrize(
    ("words", "may"),
    [([], True), (["--from", "cleo@customer.example"], True), (["--from", ""], False), (["--from", "<>"], False)],
)
def test_mail_is_acknowledged_unless_the_mail_server_says_that_nobody_sent_it(filed, capsys, words, may):
    run(capsys, *words, stdin=ONE)
    assert filed[0].may_be_acknowledged is may


def test_a_forged_sender_is_known_where_the_mailbox_names_a_server_that_checks(filed, capsys):
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    mailbox = add_account(by=None, at=at, name="Support", address="support@whiteglove.example")
    Account.objects.filter(pk=mailbox.pk).update(settings=mailbox.settings | {"checked_by": "mx.whiteglove.example"})
    run(capsys, stdin=b"Authentication-Results: mx.whiteglove.example; spf=fail; dmarc=fail\n" + ONE)
    assert (filed[0].account_id, filed[0].disowned) == (mailbox.pk, True)
    assert filed[0].authentication == {"by": "mx.whiteglove.example", "dmarc": "fail", "spf": "fail"}


def test_the_same_message_twice_is_one_message(house, capsys):
    run(capsys, stdin=ONE)
    code, [line] = run(capsys, stdin=ONE)
    assert code == 0
    assert (line["action"], line["ticket"]) == ("duplicate", 42)
    assert "taken in before" in line["why"][0]
    assert Arrival.objects.count() == 1


def test_a_message_that_cannot_be_filed_is_kept_and_the_rest_go_on(house, capsys, monkeypatch, tmp_path):
    def stumble(inbound, arrival):
        if "Bad" in inbound.subject:
            raise LookupError("no such customer")
        return Filed(42, 7, "opened", [])

    monkeypatch.setitem(filing._filers, "email", stumble)
    (tmp_path / "1.eml").write_bytes(ONE.replace(b"Hi", b"Bad").replace(b"<1@", b"<2@"))
    (tmp_path / "2.eml").write_bytes(ONE)
    code, [bad, good] = run(capsys, tmp_path)
    assert code == 1
    assert "no such customer" in bad["error"]
    assert good["ticket"] == 42
    assert Arrival.objects.get(state="failed").raw.content


def test_an_unreadable_file_gets_a_line_and_the_code_is_one(house, capsys, tmp_path):
    (tmp_path / "2.eml").write_bytes(ONE)
    code, [gone, good] = run(capsys, tmp_path / "1.eml", tmp_path / "2.eml")
    assert code == 1
    assert "can't be read" in gone["error"]
    assert good["ticket"] == 42


def test_parsing_prints_the_message_and_stores_nothing(house, capsys):
    code, [line] = run(capsys, "--parse", stdin=ONE)
    assert code == 0
    assert line["subject"] == "Hi"
    assert line["text"].strip() == "Hello"
    assert not Arrival.objects.exists()


def test_bytes_that_are_no_message_are_parsed_too(house, capsys):
    code, [line] = run(capsys, "--parse", stdin=bytes(range(256)))
    assert code == 0
    assert "warnings" in line


def test_half_a_character_stops_neither_the_mail_nor_the_line_about_it(filed, capsys, tmp_path):
    (tmp_path / os.fsdecode(b"lamp\xff.eml")).write_bytes(ONE.replace(b"Hi", b"=?utf-7?Q?+2AA-?= lamp"))
    code, [line] = run(capsys, "--from", os.fsdecode(b"\xff@customer.example"), tmp_path)
    assert (code, filed[0].subject) == (0, "\ufffd lamp")
    assert line["file"].endswith("lamp\ufffd.eml")
    assert Arrival.objects.get().envelope["from"] == "\ufffd@customer.example"


def test_a_terminal_of_few_letters_gets_the_line_too(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    assert mail.written({"subject": "Grüße"}) == '{"subject": "Grüße"}'
    assert mail.written({"subject": "配信"}) == '{"subject": "\\u914d\\u4fe1"}'


def test_without_a_database_a_mail_server_is_asked_to_try_again(capsys, monkeypatch):
    def refuse():
        raise plain.Refusal("the database does not answer")

    monkeypatch.setattr(mail, "ready_or_refuse", refuse)
    assert run(capsys, stdin=ONE) == (75, [])


def test_when_the_database_goes_away_meanwhile_it_is_the_same(house, capsys, monkeypatch):
    from django.db.utils import OperationalError

    def gone(*args, **kwargs):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(import_module("whiteglove.service.channels.actions.receive"), "receive", gone)
    code, [line] = run(capsys, stdin=ONE)
    assert code == 75
    assert "server closed the connection" in line["error"]
