"""What every test of the channels needs: a mailbox, a desk that files, an outside world, and letters."""

import pytest

from tests.dovecot import dovecot  # noqa: F401 - a fixture
from whiteglove.service.channels import filing
from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.contract import Filed
from whiteglove.service.channels.tests.letters import NOW
from whiteglove.service.channels.tests.outside import OutsideServer


@pytest.fixture
def support_mail(db, support):
    """The mailbox support@whiteglove.example, not connected to anything yet."""
    return add_account(
        by=None, at=NOW, name="Whiteglove Support", address="support@whiteglove.example", team=support, is_default=True
    )


@pytest.fixture
def billing_mail(db, billing):
    return add_account(by=None, at=NOW, name="Whiteglove Billing", address="billing@whiteglove.example", team=billing)


class Desk:
    """Stands where the desk will be: remembers what was filed, and can be told to fail."""

    def __init__(self) -> None:
        self.messages, self.fails = [], None

    def file(self, inbound, arrival) -> Filed:
        if self.fails:
            raise self.fails
        self.messages.append(inbound)
        return Filed(7, len(self.messages), "opened", ["No thread is known."])


@pytest.fixture
def desk(monkeypatch):
    desk = Desk()
    monkeypatch.setitem(filing._filers, "email", desk.file)
    return desk


@pytest.fixture
def outside():
    """A real mail server outside of the house, on a free port."""
    server = OutsideServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def connected(support_mail, outside):
    """The mailbox, sending through the server outside."""
    support_mail.settings["smtp"] = {"host": "127.0.0.1", "port": outside.port, "security": "none"}
    support_mail.save()
    return support_mail
