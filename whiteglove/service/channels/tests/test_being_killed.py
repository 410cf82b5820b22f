"""SIGKILL at every exact point: nothing is lost, nothing is doubled, and doubt is shown instead of guessed away.

Real processes on a real database: SQLite or, when the tests run there, PostgreSQL.
"""

import os
import random
import smtplib
import socket
import threading
import time

import pytest

from tests.migrated import migrated_database
from tests.nursery import Child, Nursery
from tests.product import free_port
from whiteglove.service.channels.tests.letters import letter
from whiteglove.service.channels.tests.outside import OutsideServer

# Each process has a database of its own, of whichever engine the tests run with: without this they would run once.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]
ARRIVING = [
    "kept, not committed",
    "committed, not yet accepted",
    "claimed",
    "parsed",
    "filed, not committed",
    "filed and committed",
]
LEAVING = {
    "sender has claimed": ("sent", 1),
    "sender has rendered": ("sent", 1),
    "all but the dot": ("sent", 1),
    "handing over": ("uncertain", 0),
    "dot sent": ("uncertain", 1),
    "answer heard": ("uncertain", 1),
}
SETUP = """
from whiteglove.ground.people.models import Team
from whiteglove.service.channels.actions import add_account
from whiteglove.ground.lib import clock
add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example")
"""
SEND = """
from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import send
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.tests.letters import answer
Account.objects.update(settings={"smtp": {"host": "127.0.0.1", "port": %d, "security": "none"}})
print(send(answer(Account.objects.get()), by=None, at=clock.now()).pk)
"""
FILED = """
from collections import Counter
from whiteglove.ground.events.models import Event
from whiteglove.service.channels.models import Arrival
filed = Counter(e.facts["filed"] for e in Event.objects.filter(name="mail.received") if "filed" in e.facts)
told = Counter(e.subject_id for e in Event.objects.filter(name="message.arrived"))
wanted = [s for s in Arrival.objects.filter(state="filed").values_list("subject", flat=True) if s.startswith({start!r})]
print(sorted(wanted), sorted(v for k, v in filed.items() if k.startswith({start!r})), set(told.values()) <= {{1}})
"""


class House:
    """One database; workers that come and go."""

    def __init__(self, home) -> None:
        self.home, self.port = home, free_port()
        self.environment = {
            **os.environ,
            "WHITEGLOVE_HOME": str(home),
            "DATABASE_URL": migrated_database(home),
            "WHITEGLOVE_SECRET": "only-for-tests",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        self.environment.pop("WHITEGLOVE_DEMO", None)
        self.nursery = Nursery(self.environment)
        self.worker: Child | None = None
        self.ask(SETUP)

    def ask(self, code: str) -> str:
        return self.nursery.do(code).strip()

    def work(self, point: str = "") -> None:
        crashing = "from whiteglove.service.channels.tests import crashing\n"
        self.worker = self.nursery.start(crashing + f"crashing.main({self.port}, {point!r})")

    def stop(self) -> None:
        if self.worker:
            self.worker.kill()
            self.worker.wait()
            self.worker = None

    def restart_when_dead(self, point: str, seconds: float = 60) -> None:
        """Waits for the worker to hit its mine, then starts the next one."""
        assert self.worker.wait(seconds) == -9
        self.work(point)

    def until_accepted(self, raw: bytes, seconds: float = 90) -> None:
        """As a mail server does: the same message again, until somebody says 250."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                with smtplib.SMTP("127.0.0.1", self.port, timeout=10) as client:
                    client.sendmail("cleo@customer.example", ["support@whiteglove.example"], raw)
                    return
            except (OSError, smtplib.SMTPException):
                time.sleep(0.1)
        raise AssertionError("never accepted")

    def until_listening(self, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)

    def settled(self, code: str, expected: str, seconds: float = 60) -> str:
        end = time.monotonic() + seconds
        while (said := self.ask(code)) != expected and time.monotonic() < end:
            time.sleep(0.2)
        return said


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("killed"))
    yield house
    house.nursery.close()


@pytest.mark.parametrize("point", ARRIVING)
def test_a_letter_survives_a_kill_while_it_arrives(house, point):
    subjects = [f"{point} {n}" for n in range(3)]
    house.work(point)
    arriving = threading.Thread(
        target=lambda: [
            house.until_accepted(letter(s, message_id=f"<{s.replace(' ', '-')}@customer.example>")) for s in subjects
        ]
    )
    arriving.start()
    house.restart_when_dead(point)
    arriving.join()
    expected = f"{subjects} [1, 1, 1] True"
    assert house.settled(FILED.format(start=point + " "), expected) == expected
    house.stop()


@pytest.mark.parametrize("point", LEAVING)
def test_an_answer_never_leaves_twice(house, point):
    state, copies = LEAVING[point]
    outside = OutsideServer()
    outside.start()
    try:
        pk = house.ask(SEND % outside.port)
        house.work(point)
        house.restart_when_dead(point)
        look = f"from whiteglove.service.channels.models import Outgoing; print(Outgoing.objects.get(pk={pk}).state)"
        assert house.settled(look, state) == state
        time.sleep(1)
        assert len(outside.received) == copies
    finally:
        house.stop()
        outside.stop()


def test_letters_survive_kills_at_random_moments(house):
    chance = random.Random(11)
    subjects = [f"random {n:02}" for n in range(30)]
    house.work()
    arriving = threading.Thread(
        target=lambda: [
            house.until_accepted(letter(s, message_id=f"<{s.replace(' ', '-')}@customer.example>")) for s in subjects
        ]
    )
    arriving.start()
    for _ in range(3):
        house.until_listening()
        time.sleep(chance.uniform(0.01, 0.2))
        house.stop()
        house.work()
    arriving.join()
    expected = f"{subjects} {[1] * 30} True"
    assert house.settled(FILED.format(start="random "), expected) == expected
    house.stop()
