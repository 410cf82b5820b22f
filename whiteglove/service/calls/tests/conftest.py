"""What the tests of calls start from: a line with its exchange, and Cleo, whose number is known."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.ground.events.work import run_pending
from whiteglove.service.calls import actions
from whiteglove.service.channels.actions.accounts import add_account
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.phone import signing
from whiteglove.service.customers.actions import recognise
from whiteglove.service.desk.actions import judge_clocks

NINE = datetime(2026, 3, 3, 9, 14, tzinfo=UTC)
SECRET = "k" * 48
NUMBER = "+4930123456"


def later(**span) -> datetime:
    return NINE + timedelta(**span)


@pytest.fixture(autouse=True)
def _fresh_rules():
    judge_clocks._rules.cache_clear()


@pytest.fixture
def line(support) -> Account:
    return add_account(
        by=None, at=NINE, kind="phone", name="Support line", address="support", team=support,
        settings={"region": "DE", "number": "+49 30 555000"}, secrets={"webhook": SECRET},
    )  # fmt: skip


@pytest.fixture
def cleo_amara(db):
    return recognise(phone="+49 30 123456", name="Cleo Amara", at=NINE)


@pytest.fixture
def exchange(line, client, monkeypatch):
    """`exchange("answered", call="c1", after=5, extension="21")`: a signed notice, told at the moment it happens."""
    numbers = iter(range(1, 1000))

    def tell(event: str, call: str = "c1", after: float = 0, **said):
        now = later(seconds=after)
        monkeypatch.setattr("whiteglove.ground.lib.clock.now", lambda: now)
        told = {
            "id": f"e{next(numbers)}",
            "event": f"call.{event}",
            "call": call,
            "at": now.isoformat(),
            "from": NUMBER,
        }
        body = json.dumps(told | said).encode()
        return send(client, body, **headers(body, now))

    return tell


def headers(body: bytes, now: datetime, secret: str = SECRET) -> dict[str, str]:
    return signing.sign(body, secret, now)


def send(client, body: bytes, **signed: str):
    return client.post("/phone/support/events/", body, content_type="application/json", headers=signed)


@pytest.fixture
def call(ada, line, cleo_amara):
    """Ada has taken a call of Cleo's."""
    sheet = actions.take_call(by=ada, at=NINE, number="030 123456", line=line)
    actions.know_caller(sheet=sheet, by=ada, at=NINE, customer=cleo_amara)
    sheet.refresh_from_db()
    return sheet


@pytest.fixture
def settle():
    return lambda: run_pending(raising=True)


@pytest.fixture
def standard_loaded(db):
    """The times of the standard, by the clock on the wall: nights are no matter here."""
    from whiteglove.service.sla.actions import adopt_targets

    wall = {"channel": "phone", "counts": "wall"}
    adopt_targets(
        [
            {"id": "answer", "metric": "phone_answer", "within": "15s"} | wall,
            {"id": "hold", "metric": "phone_hold", "within": "2m"} | wall,
            {"id": "callback", "metric": "callback", "within": "4h"} | wall,
            {"id": "reply", "metric": "first_reply", "within": "1h"} | wall,
            {"id": "solved", "metric": "resolution", "within": "1d"} | wall,
        ],
        revision="test", at=later(days=-1),
    )  # fmt: skip
