"""Cleo writes to a group's address; the group hands her mail on under its own."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from whiteglove.service.channels.email.driver import EmailDriver

NOW = datetime(2026, 3, 3, 9, 14, tzinfo=UTC)
GROUP = "support@northwind.example"
ACCOUNT = SimpleNamespace(pk=1, address="desk@northwind.example", domain="northwind.example", settings={})
HANDED_ON = {
    "From": f"'Cleo Amara' via Support <{GROUP}>",
    "X-Original-From": "Cleo Amara <cleo@amara.example>",
    "Reply-To": f"Support <{GROUP}>, Cleo Amara <cleo@amara.example>",
    "Mailing-list": f"list {GROUP}; contact support+owners@northwind.example",
}


def read(**fields):
    header = "\r\n".join(f"{name}: {value}" for name, value in (HANDED_ON | fields).items() if value)
    driver = EmailDriver()
    return driver.in_mailbox(driver.parse(f"{header}\r\n\r\nHello".encode(), envelope={}, at=NOW), ACCOUNT)


def test_a_mail_through_a_group_is_its_writer_s():
    found = read()
    assert (found.sender.name, found.sender.address) == ("Cleo Amara", "cleo@amara.example")
    assert [party.address for party in found.reply_to] == ["cleo@amara.example"]
    assert not found.flags.list


@pytest.mark.parametrize(
    "fields",
    [
        {"From": "'Cleo Amara' via Shop <list@shop.example>"},
        {"X-Original-From": ""},
        {"X-Original-From": "nobody"},
        {"X-Original-From": GROUP},
        {"Mailing-list": ""},
    ],
    ids=["another's group", "no word", "no address", "the group itself", "no list"],
)
def test_nothing_else_makes_somebody_the_sender(fields):
    found = read(**fields)
    assert found.sender.address in (GROUP, "list@shop.example")
    assert len(found.reply_to) == 2
