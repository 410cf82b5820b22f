"""The queue page and the ticket page beside a bare Django page: `bin/bench desk 10000`.

Both are served by the same server, from the same database, to a browser that keeps its connection and is signed in.
Each round asks for every page in turn, so that what else the machine does disturbs all of them alike. Told are, for
one page: the clock as the browser sees it, the server process's own processor time over HTTP, and the thread's own
processor time inside the process, without a network. Ratios are to the bare page.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

ROUNDS, WARM, IN_A_ROW = 40, 3, 5
BARE = "bench.bare.settings"
OURS = "config.settings"


@dataclass
class Page:
    """`clock`, `served` and `inside` are milliseconds of one request, a number for each measured round."""

    says: str
    settings: str
    address: str
    clock: list[float] = field(default_factory=list)
    served: list[float] = field(default_factory=list)
    inside: list[float] = field(default_factory=list)


def main(size: int) -> int:
    """Grow the desk to `size` tickets, then measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", OURS)
    os.environ.setdefault("WHITEGLOVE_DEMO", "1")
    import django

    django.setup()
    from django.core.management import call_command

    from whiteglove.service.desk.bench import grow

    call_command("migrate", verbosity=0)
    grow(size)
    pages, cookies = pages_to_measure()
    compare(pages, cookies)
    tell(pages, size)
    return 0


def pages_to_measure() -> tuple[list[Page], dict[str, str]]:
    """The pages, and {settings: session key}."""
    from whiteglove.ground.people.models import Person
    from whiteglove.service.desk.bench import long_ticket

    ada = Person.objects.get(email="ada@whiteglove.example")
    pages = [
        Page("bare page, 25 rows", BARE, "/"),
        Page("queue page, 25 rows", OURS, "/desk/?view=team"),
        Page("ticket page, 20 messages", OURS, f"/desk/tickets/{long_ticket(ada).pk}/"),
    ]
    bare = subprocess.run([sys.executable, "-m", "bench.bare.serve"], check=True, capture_output=True, text=True)
    return pages, {OURS: sign_in(ada), BARE: bare.stdout.strip()}


def sign_in(person) -> str:
    """The session key of `person`, as signing in makes it."""
    from django.test import Client

    browser = Client()
    browser.force_login(person, backend="whiteglove.ground.people.recognising.Backend")
    return browser.cookies["sessionid"].value


def compare(pages: list[Page], cookies: dict[str, str]) -> None:
    """First over HTTP, then inside: never both at once."""
    with ExitStack() as open_:
        servers = {
            BARE: open_.enter_context(serving("bench.bare.serve", cookies[BARE])),
            OURS: open_.enter_context(serving("whiteglove.front.cli.main web --port", cookies[OURS])),
        }
        for round_ in range(WARM + ROUNDS):
            for page in pages:
                clock, served = servers[page.settings].ask(page.address)
                if round_ >= WARM:
                    page.clock += clock
                    page.served.append(served)
    with ExitStack() as open_:
        insides = {which: open_.enter_context(inside(which, cookies[which])) for which in (BARE, OURS)}
        for round_ in range(WARM + ROUNDS):
            for page in pages:
                took = [ask_inside(insides[page.settings], page.address) for _ in range(IN_A_ROW)]
                if round_ >= WARM:
                    page.inside += took


class Served:
    """A server process, and a browser's lasting connection to it."""

    def __init__(self, process: int, port: int, cookie: str) -> None:
        # Linux numbers the processor clock of another process like this (clock_getcpuclockid(3)).
        self.work = (~process << 3) | 2
        self.headers = {"Accept": "text/html", "Cookie": f"sessionid={cookie}"}
        self.browser = http.client.HTTPConnection("127.0.0.1", port)

    def ask(self, address: str) -> tuple[list[float], float]:
        """A few requests in a row: (milliseconds by the clock of each, the process's own milliseconds for one)."""
        clock, before = [], time.clock_gettime(self.work)
        for _ in range(IN_A_ROW):
            began = time.perf_counter()
            self.browser.request("GET", address, headers=self.headers)
            answer = self.browser.getresponse()
            answer.read()
            clock.append((time.perf_counter() - began) * 1000)
            assert answer.status == 200, (address, answer.status)
        return clock, (time.clock_gettime(self.work) - before) * 1000 / IN_A_ROW


@contextmanager
def serving(module: str, cookie: str) -> Iterator[Served]:
    """`python -m module PORT`, from its first answer until the end."""
    port = free_port()
    command = [sys.executable, "-m", *module.split(), str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            until_open(port)
            yield Served(process.pid, port, cookie)
        finally:
            process.terminate()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def until_open(port: int, seconds: float = 60) -> None:
    """Return when somebody listens; TimeoutError when nobody does for so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nobody listens on port {port}")


@contextmanager
def inside(settings: str, cookie: str) -> Iterator[subprocess.Popen]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    command = [sys.executable, "-m", "bench.inside", cookie]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.stdin.close()


def ask_inside(process: subprocess.Popen, address: str) -> float:
    print(address, file=process.stdin, flush=True)
    return float(process.stdout.readline())


def tell(pages: list[Page], size: int) -> None:
    from django.db import connection

    print(f"\nAt least {size:,} tickets on {connection.vendor}; milliseconds of one request, best and median")
    print(f"{'':<26} {'clock over HTTP':>24} {'own over HTTP':>24} {'own inside':>24}")
    for page in pages:
        columns = [column(getattr(page, kind), getattr(pages[0], kind)) for kind in ("clock", "served", "inside")]
        print(f"{page.says:<26} {' '.join(columns)}")
    print("clock over HTTP, p95: " + ", ".join(f"{page.says} {percentile_95(page.clock):.1f}" for page in pages))


def column(took: list[float], bare: list[float]) -> str:
    middle = statistics.median(took)
    return f"{min(took):8.2f} {middle:7.2f} {middle / statistics.median(bare):5.2f} x"


def percentile_95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if sys.argv[1:] else 10_000))
