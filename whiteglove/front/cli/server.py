"""Starting and stopping the parts of the product that run until told otherwise."""

from __future__ import annotations

import argparse
import contextlib
import errno
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import uvicorn

from whiteglove.front.cli.plain import Refusal

log = logging.getLogger("whiteglove")
GRACE = 8
TURN = 0.0005  # seconds


class Part(Protocol):
    """Something that runs in threads of its own."""

    def start(self) -> object: ...

    def stop(self) -> object: ...


class Server(uvicorn.Server):
    """uvicorn, except that a signal ends the serving and not the process: the other parts want to finish too."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def bound(host: str, port: int, what: str) -> Iterator[socket.socket]:
    """A listening socket; Refusal when the port is taken or forbidden."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
            door.listen(2048)
        except OSError as problem:
            raise Refusal(cannot_listen(problem, host, port, what)) from None
        yield door


def cannot_listen(problem: OSError, host: str, port: int, what: str) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"port {port} for {what} is taken by another program. Stop it, or choose another port."
    if problem.errno == errno.EACCES:
        return f"port {port} for {what} may only be used by root. Choose one above 1023."
    return f"can't listen on {host} port {port} for {what}: {problem.strerror or problem}"


def serve_pages(door: socket.socket, parts: list[Part], when_ready: Callable[[], object] | None = None) -> int:
    """Pages and sockets on `door`, and `parts` beside them, until SIGTERM or Ctrl-C.

    `when_ready` may say how to begin; without it, an empty house tells how to become its administrator.
    """
    logs()
    from config.asgi import application
    from whiteglove.ground.events.sockets import Protocol

    config = uvicorn.Config(
        application,
        ws=Protocol,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        ws_max_size=4096,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GRACE,
    )
    with running(parts):
        host, port = door.getsockname()[:2]
        log.info("Pages on http://%s:%s/", f"[{host}]" if ":" in host else host, port)
        (when_ready or say_how_to_begin)()
        # Python gives a waiting thread its turn after 5 ms; a page waits so once for each of its statements.
        sys.setswitchinterval(TURN)
        # What is loaded stays: the collector needn't walk through it again and again.
        gc.freeze()
        Server(config).run(sockets=[door])
    return 0


def work_until_told(parts: list[Part]) -> int:
    """`parts` alone, until SIGTERM or Ctrl-C.

    The signals are held back and asked for. A handler would need the main thread to notice it, and one that arrives
    just as that thread falls asleep is never noticed.
    """
    logs()
    stops = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stops)
    with running(parts):
        log.info("Working")
        signal.sigwait(stops)
    return 0


@contextmanager
def running(parts: list[Part]) -> Iterator[None]:
    """Start the parts in order, stop them in the reverse order, whatever happens."""
    with contextlib.ExitStack() as started:
        for part in parts:
            part.start()
            started.callback(part.stop)
        yield
    log.info("Stopped")


def parts_for_work(asked: argparse.Namespace, threads: int) -> list[Part]:
    """Mail intake and a worker; the intake first, for its port may be taken."""
    from whiteglove.ground.events.worker import Worker

    worker = Worker(threads=threads)
    return [worker] if asked.no_mail else [MailIntake(asked.smtp_host, asked.smtp_port), worker]


class MailIntake:
    """The SMTP listener of channels."""

    def __init__(self, host: str | None, port: int | None) -> None:
        from django.conf import settings

        self.host = host or settings.SMTP_LISTEN_HOST
        self.port = settings.SMTP_LISTEN_PORT if port is None else port

    def start(self) -> None:
        from whiteglove.service.channels.email.smtp_intake import controller

        with bound(self.host, self.port, "mail intake"):
            pass
        self.controller = controller(self.host, self.port)
        self.controller.start()
        log.info("Mail intake on %s port %s", self.host, self.controller.port)

    def stop(self) -> None:
        self.controller.stop()


def say_how_to_begin() -> None:
    from whiteglove.front.shell import first_run

    if link := first_run.link():
        log.info("There is no administrator yet. Become one here: %s", link)


def logs() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # A line for every mail session says nothing that the arrivals page doesn't.
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
