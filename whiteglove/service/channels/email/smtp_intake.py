"""Take mail over SMTP: 250 is said only after the message is committed.

Runs on its own thread and loop inside `serve` or `mail`. The database is asked from a thread of its own, so a slow
commit never stops the conversation with other senders; what they bring meanwhile shares the next commit.
"""

import asyncio
import logging
import ssl
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import close_old_connections, connection

from whiteglove.ground.lib import clock
from whiteglove.service.channels import lanes, queries
from whiteglove.service.channels.actions.process import drain
from whiteglove.service.channels.actions.receive import Letter, receive_together
from whiteglove.service.channels.durable import write_through
from whiteglove.service.channels.models import Account, Arrival

log = logging.getLogger(__name__)
MOST_CONNECTIONS = 100
MOST_RECIPIENTS = 100
TOGETHER = 32  # letters in one commit
FRESH = 2.0  # seconds for which the list of mailboxes is believed; an unknown address always looks again

UNKNOWN = "550 5.1.1 There is no such mailbox here"
NOT_READY = "450 4.3.2 No mailbox is set up here yet, please try again later"
TRY_AGAIN = "451 4.3.0 The message can't be stored just now, please try again"
TOO_MANY = "452 4.5.3 Too many recipients"
TAKEN = "250 2.0.0 Kept as {number}"


class Directory:
    """Which addresses are ours, remembered for a moment."""

    def __init__(self) -> None:
        self._known: dict[str, Account] = {}
        self._fallback: Account | None = None
        self._read_at = float("-inf")

    def find(self, address: str) -> Account | None:
        """The mailbox an address reaches: by name, else the default one if it takes everything."""
        if found := self.at_hand(address):
            return found
        self._read()
        return self._known.get(queries.bare_address(address)) or self._fallback

    def at_hand(self, address: str) -> Account | None:
        """The mailbox as far as it is known without asking the database."""
        fresh = time.monotonic() - self._read_at <= FRESH
        return self._known.get(queries.bare_address(address)) if fresh else None

    @property
    def empty(self) -> bool:
        return not self._known

    def _read(self) -> None:
        accounts = list(Account.objects.active().filter(kind="email"))
        self._known = {a.address.lower(): a for a in accounts}
        self._fallback = next((a for a in accounts if a.is_default and a.settings.get("catch_all")), None)
        self._read_at = time.monotonic()


class Intake:
    """What aiosmtpd asks at each step."""

    def __init__(self) -> None:
        self.directory = Directory()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="smtp intake")
        self.waiting: list[tuple[Letter, asyncio.Future]] = []
        self.storing: asyncio.Task | None = None
        self.connections: set[asyncio.Transport] = set()

    def admits(self, transport: asyncio.Transport) -> bool:
        """Whether there is room for one conversation more; from now on it counts until its connection is gone."""
        self.connections = {one for one in self.connections if _is_open(one)} | {transport}
        return len(self.connections) <= MOST_CONNECTIONS

    @property
    def open_now(self) -> int:
        return sum(map(_is_open, self.connections))

    async def _ask(self, work: Callable, *arguments) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.thread, _with_connection, work, *arguments)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", "250-ENHANCEDSTATUSCODES", responses[-1]]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY
        try:
            account = self.directory.at_hand(address) or await self._ask(self.directory.find, address)
        except Exception:
            log.exception("can't look up a recipient")
            return TRY_AGAIN
        if account is None:
            return NOT_READY if self.directory.empty else UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        # aiosmtpd writes the null sender of bounces as "<>".
        facts = {
            "source": "smtp",
            "from": (envelope.mail_from or "").strip("<>"),
            "to": list(envelope.rcpt_tos),
            "peer": str(session.peer[0]) if session.peer else "",
            "helo": session.host_name or "",
        }
        try:
            number = await self._stored(envelope.original_content, facts)
        except Exception:
            log.exception("can't keep a message from %s", facts["peer"])
            return TRY_AGAIN
        lanes.run("filing", drain)
        return TAKEN.format(number=number)

    async def _stored(self, raw: bytes, facts: dict) -> int:
        """The number of the arrival, once it is committed; raises what the database raised."""
        answer = asyncio.get_running_loop().create_future()
        self.waiting.append((Letter(raw, facts), answer))
        if self.storing is None or self.storing.done():
            self.storing = asyncio.create_task(self._store())
        return await answer

    async def _store(self) -> None:
        """Commits what waits, as often as something does: each commit flushes the disk, so a burst shares them."""
        while self.waiting:
            taken, self.waiting = self.waiting[:TOGETHER], self.waiting[TOGETHER:]
            try:
                kept = await self._ask(self._keep, [letter for letter, _ in taken])
            except Exception as error:
                kept = [error] * len(taken)
            for (_, answer), outcome in zip(taken, kept, strict=True):
                _tell(answer, outcome)

    def _keep(self, letters: list[Letter]) -> list[Arrival | Exception]:
        for letter in letters:
            letter.account = next((a for r in letter.envelope["to"] if (a := self.directory.find(r))), None)
        # After our 250 the sender forgets the message. Said every time, for the connection may be a new one.
        write_through()
        return receive_together(letters, at=clock.now())

    async def handle_exception(self, error: Exception) -> str:
        log.error("SMTP conversation failed", exc_info=error)
        return TRY_AGAIN


def _is_open(transport: asyncio.Transport) -> bool:
    """The connection itself is asked: after a failed TLS handshake nobody is told that it was lost."""
    return not transport.is_closing() or transport.get_write_buffer_size() > 0


def _tell(answer: asyncio.Future, outcome: Arrival | Exception) -> None:
    if answer.done():
        return  # its sender is gone; a letter that was kept is filed all the same
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome.pk)


def _with_connection(work: Callable, *arguments) -> Any:
    close_old_connections()
    try:
        return work(*arguments)
    except Exception:
        # Whatever broke, the next message starts with a new connection.
        connection.close()
        raise


class Counted(SMTP):
    """A conversation that is counted, and declined when there are too many."""

    # RFC 5321 allows 998 bytes a line, and real mail doesn't care: refusing it would lose it. The size limit holds.
    line_length_limit = settings.MAIL_SIZE_LIMIT + 1024
    declined = False

    def connection_made(self, transport) -> None:
        # After STARTTLS it is called again, for the same conversation in an encrypted shape.
        if self._original_transport is not None or self.event_handler.admits(transport):
            super().connection_made(transport)
        else:
            self.declined = True
            transport.write(b"421 4.3.2 Too many connections, please try again\r\n")
            transport.close()

    def connection_lost(self, error) -> None:
        if not self.declined:
            super().connection_lost(error)


class IntakeController(Controller):
    def factory(self) -> SMTP:
        return Counted(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        # Port 0 has become a real one by now; the base class dials it to see that the server answers.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def stop(self, *args, **kwargs) -> None:
        super().stop(*args, **kwargs)
        self.handler.thread.shutdown(wait=True)


def controller(host: str | None = None, port: int | None = None) -> IntakeController:
    """Ready to `start()` and `stop()`; port 0 takes a free one (then `.port` says which).

    STARTTLS is offered when SMTP_TLS_CERT and SMTP_TLS_KEY name files.
    """
    return IntakeController(
        Intake(),
        hostname=host or settings.SMTP_LISTEN_HOST,
        port=settings.SMTP_LISTEN_PORT if port is None else port,
        ready_timeout=10,
        ident="Whiteglove",
        data_size_limit=settings.MAIL_SIZE_LIMIT,
        enable_SMTPUTF8=True,
        decode_data=False,
        timeout=300,
        tls_context=_tls(),
        require_starttls=False,
    )


def _tls() -> ssl.SSLContext | None:
    certificate, key = getattr(settings, "SMTP_TLS_CERT", ""), getattr(settings, "SMTP_TLS_KEY", "")
    if not certificate:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key or None)
    return context
