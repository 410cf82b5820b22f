"""How long a nudge takes from its commit to 1,000 open sockets: `bin/bench live [SOCKETS] [NUDGES]`.

The hub runs in one process, behind uvicorn as in the product, on a database of its own (`DATABASE_URL`'s engine); the
sockets are real and live in another. Prints p50 and p95 over all sockets and nudges, in ms (goal: p95 under 50), and
the processor time that the hub's process takes for a nudge, which other work on the machine disturbs less.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial

GOAL = 50.0
A_PERSON = 20
PAUSE = 0.25
TEXT = 1


def main(sockets: int = 1000, nudges: int = 40) -> int:
    """Start the hub's process, connect, listen, report; 1 when the goal is missed."""
    import uvloop

    with tempfile.TemporaryDirectory(prefix="whiteglove-bench-") as home:
        environment = {"WHITEGLOVE_HOME": home, **os.environ, "DATABASE_URL": os.environ.get("DATABASE_URL", "")}
        if not environment["DATABASE_URL"].startswith("postgres"):
            environment["DATABASE_URL"] = f"sqlite:///{home}/bench.sqlite3"
        command = [sys.executable, "-m", "whiteglove.ground.events.bench", "hub", str(sockets), str(nudges)]
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as hub:
            told = json.loads(hub.stdout.readline())
            delays, lost, own = uvloop.run(listen(told, sockets, hub))
    print(report(delays, lost, own, sockets, nudges, told["engine"]))
    return int(percentile(delays, 95) > GOAL)


def report(delays: list[float], lost: int, own: float, sockets: int, nudges: int, engine: str) -> str:
    p50, p95 = percentile(delays, 50), percentile(delays, 95)
    return (
        f"{engine}: {nudges} nudges to {sockets} sockets: p50 {p50:.1f} ms, p95 {p95:.1f} ms, "
        f"slowest {max(delays):.1f} ms, lost {lost}; {own:.1f} ms of the hub's own work a nudge"
    )


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


# --- the second process: many browsers ---


class Browser(asyncio.Protocol):
    """A socket that notes what arrives when; read only afterwards, so that reading doesn't delay the others."""

    def __init__(self, port: int, session: str) -> None:
        self.pieces: list[tuple[float, bytes]] = []
        self.open = asyncio.get_running_loop().create_future()
        key = base64.b64encode(os.urandom(16)).decode()
        self.hello = (
            f"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
            f"Cookie: sessionid={session}\r\n\r\n"
        )

    def connection_made(self, transport: asyncio.Transport) -> None:
        transport.write(self.hello.encode())

    def data_received(self, data: bytes) -> None:
        self.pieces.append((time.monotonic(), data))
        if not self.open.done() and b'"cursor"' in data:
            self.open.set_result(None)

    def heard(self) -> Iterator[tuple[int, float]]:
        """Each nudge's event and when its last byte came."""
        buffer = b""
        for at, data in self.pieces:
            buffer += data
            if buffer.startswith(b"HTTP/"):
                buffer = buffer.partition(b"\r\n\r\n")[2]
            while (whole := frame(buffer)) is not None:
                kind, text, buffer = whole
                word = json.loads(text or b"{}") if kind == TEXT else {}
                if "event" in word:
                    yield word["event"], at


def frame(buffer: bytes) -> tuple[int, bytes, bytes] | None:
    """The first whole frame: what kind it is, its text, and what comes after it."""
    if len(buffer) < 2:
        return None
    size, start = buffer[1], 2
    if size == 126:
        size, start = int.from_bytes(buffer[2:4], "big"), 4
    if len(buffer) < start + size:
        return None
    return buffer[0] & 15, buffer[start : start + size], buffer[start + size :]


async def listen(told: dict, sockets: int, hub: subprocess.Popen) -> tuple[list[float], int, float]:
    """Open the sockets, let the hub begin, gather: delays in ms, how many nudges never came, the hub's work a nudge."""
    loop, port, browsers = asyncio.get_running_loop(), told["port"], []
    for number in range(sockets):
        session = told["sessions"][number // A_PERSON]
        _, browser = await loop.create_connection(partial(Browser, port, session), "127.0.0.1", port)
        browsers.append(browser)
        if number % 50 == 49:
            await asyncio.gather(*(one.open for one in browsers[-50:]))
    await asyncio.gather(*(one.open for one in browsers))
    hub.stdin.write("go\n")
    hub.stdin.flush()
    said = json.loads(await loop.run_in_executor(None, hub.stdout.readline))
    committed = said["committed"]
    delays = [(at - committed[str(event)]) * 1000 for browser in browsers for event, at in browser.heard()]
    return delays, sockets * len(committed) - len(delays), said["own"]


# --- the first process: the hub ---


def run_hub(sockets: int, nudges: int) -> None:
    import uvicorn
    from django.core.management import call_command

    from whiteglove.ground.events import live
    from whiteglove.ground.events.hub import hub
    from whiteglove.ground.events.registry import declare
    from whiteglove.ground.events.sockets import Protocol

    call_command("migrate", verbosity=0)
    declare("bench.nudged", "somebody measured", room="bench")
    live.audience_resolver = lambda person: {"bench"}
    door = socket.create_server(("127.0.0.1", 0), backlog=2048)
    sessions = [sign_in(number) for number in range(-(-sockets // A_PERSON))]
    config = uvicorn.Config(
        hub, ws=Protocol, lifespan="off", log_level="error", access_log=False, ws_per_message_deflate=False
    )
    server = uvicorn.Server(config)
    threading.Thread(target=nudge, args=(nudges,), daemon=True).start()
    from django.db import connection

    print(json.dumps({"port": door.getsockname()[1], "sessions": sessions, "engine": connection.vendor}), flush=True)
    server.run(sockets=[door])


def sign_in(number: int) -> str:
    """A session for a new person; its key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    person = get_user_model()(email=f"bench{number}-{time.time_ns()}@whiteglove.example", name=f"Person {number}")
    person.set_unusable_password()
    person.save()
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "whiteglove.ground.people.recognising.Backend"
    store.save()
    return store.session_key


def nudge(nudges: int) -> None:
    """Once told to: commit events at a steady pace, say when each was committed, and end the process."""
    from django.db import transaction

    from whiteglove.ground.events.actions import record
    from whiteglove.ground.lib import clock

    sys.stdin.readline()
    committed, worked = {}, time.process_time()
    for number in range(nudges):
        with transaction.atomic():
            event = record("bench.nudged", subject=f"ticket:{number}", by=None, at=clock.now(), audience="bench")
            # From just before the commit: the database's own time is part of the wait.
            committed[event.pk] = time.monotonic()
        time.sleep(PAUSE)
    time.sleep(1)
    own = (time.process_time() - worked) * 1000 / nudges
    print(json.dumps({"committed": committed, "own": own}), flush=True)
    # Nothing here needs a goodbye, and saying it to a thousand sockets takes a while.
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["hub"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        run_hub(*map(int, sys.argv[2:4]))
    else:
        sys.exit(main(*map(int, sys.argv[1:3])))
