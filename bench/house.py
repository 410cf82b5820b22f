"""The product as live chat is measured on it: furnished, served, watched."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.pages import free_port, sign_in, until_open

A_PERSON = 20


def furnish(home: str, port: int) -> None:
    """A database with the demo company and a chat desk called bench."""
    os.environ |= {
        "WHITEGLOVE_SECRET": "bench", "WHITEGLOVE_HOME": home, "WHITEGLOVE_DEMO": "1",
        "WHITEGLOVE_BEHIND_PROXY": "1", "WHITEGLOVE_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        os.environ["DATABASE_URL"] = f"sqlite:///{home}/bench.sqlite3"
    import django

    django.setup()
    from django.core.management import call_command

    from whiteglove.ground.lib import clock
    from whiteglove.ground.people.models import Team
    from whiteglove.service.channels.actions import add_account

    call_command("migrate", verbosity=0)
    subprocess.run([sys.executable, "-m", "whiteglove.front.cli.main", "seed", "--demo"], check=True, stdout=sys.stderr)
    team = Team.objects.filter(memberships__person__email="ada@whiteglove.example").first()
    add_account(by=None, at=clock.now(), kind="chat", name="Bench", address="bench", team=team)


class House:
    """`whiteglove serve`, started again after it was killed. `pid` is that of the process which runs now."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.command = [sys.executable, "-m", "whiteglove.front.cli.main", "serve", "--port", str(port)]
        self.command += ["--smtp-port", str(free_port())]
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until_open(self.port)

    def kill(self) -> None:
        """As `kill -9` does it: nothing is finished."""
        self.process.kill()
        self.process.wait()

    @property
    def pid(self) -> int:
        return self.process.pid


@contextmanager
def serving(port: int) -> Iterator[House]:
    house = House(port)
    try:
        yield house
    finally:
        house.kill()


def sessions(pages: int) -> list[str]:
    """One for each page; a person of Ada's team has twenty pages at most."""
    from whiteglove.ground.people.models import Membership, Person

    team = Person.objects.get(email="ada@whiteglove.example").memberships.first().team
    many = -(-pages // A_PERSON)
    people = [Person(email=f"bench{n}@whiteglove.example", name=f"Person {n}", role="agent") for n in range(many)]
    for person in people:
        person.set_unusable_password()
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create([Membership(person=person, team=team) for person in people])
    keys = [sign_in(person) for person in people]
    return [keys[number // A_PERSON] for number in range(pages)]


def settled(longest: float = 900) -> None:
    """Waits until nothing that was said is left to be worked off."""
    from whiteglove.ground.events.models import Delivery

    until = time.monotonic() + longest
    while Delivery.objects.unfinished().count() > 0 and time.monotonic() < until:
        time.sleep(1)
    time.sleep(2)


def memory(house: House) -> float:
    """Resident megabytes."""
    pages = Path(f"/proc/{house.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor(pid: int) -> float:
    """Seconds of processor time a process has used."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else float("inf")
