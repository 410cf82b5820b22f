"""The live hub: one per process. It tails the event log and nudges the open pages that may hear it.

A nudge says only "ticket 42 changed, event 991"; the page fetches its own partial, so permissions stay in the view.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import connection, connections
from django.db.utils import Error as DatabaseError

from whiteglove.ground.events import listener, log, wake
from whiteglove.ground.events.cursor import Cursor
from whiteglove.ground.events.pages import AT_ONCE, SIGNED_OUT, TOO_MANY, Page, Send, never
from whiteglove.ground.events.presence_net import PresenceNet
from whiteglove.ground.events.replay import replay
from whiteglove.ground.events.telling import Telling
from whiteglove.ground.events.visitors import SIGN_OUT, Visitor, session_key, topics_of_person, visitor_of, welcome

logger = logging.getLogger(__name__)

PAGES_A_PERSON = 20
AT_A_TIME = 1000
CHECKED_EVERY, CHECKED_WITHIN = 60.0, 20.0
# Seconds between looks at the log when nothing rings: SQLite isn't told of other processes' commits.
LOOK = {"sqlite": 0.25}
LONGEST_LOOK = 5.0
# While an older transaction holds back what is committed.
HELD_LOOK = 0.05
# Events about these change who may hear what, for everybody.
WHO_HEARS = {"team", "membership", "role"}


class Hub:
    """ASGI application for `/live/`."""

    def __init__(self) -> None:
        self.pages: set[Page] = set()
        self.by_topic: dict[str, set[Page]] = defaultdict(set)
        self.ended: dict[str, float] = {}
        self.tasks: list[asyncio.Task] = []
        self.cursor: Cursor | None = None
        self.finding = asyncio.Lock()
        self.pool = ThreadPoolExecutor(3, thread_name_prefix="hub")
        self.presence = PresenceNet(self)
        self.telling = Telling(self)

    # --- one socket ---

    async def __call__(self, scope: dict, receive: Callable, send: Send) -> None:
        await receive()
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if not welcome(
            headers.get("origin", ""), headers.get("host", ""), settings.CSRF_TRUSTED_ORIGINS, settings.ALLOWED_HOSTS
        ):
            # Before the handshake is over: the browser sees a plain 403.
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.start()
        await send({"type": "websocket.accept"})
        key = session_key(headers.get("cookie", ""))
        visitor = await self.thread(visitor_of, key)
        if refusal := self.refusal(visitor):
            await send({"type": "websocket.close", "code": refusal})
            return
        since = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("since", [""])[0]
        write = scope.get("extensions", {}).get(AT_ONCE, {}).get("write", never)
        await self.serve(Page(send, visitor, key, write), since, receive)

    def refusal(self, visitor: Visitor | None) -> int:
        if visitor is None or visitor.session in self.ended:
            return SIGNED_OUT
        mine = sum(1 for page in self.pages if page.visitor.person_id == visitor.person_id)
        return TOO_MANY if mine >= PAGES_A_PERSON else 0

    async def serve(self, page: Page, since: str, receive: Callable) -> None:
        """Join, replay, then write and read until either ends."""
        self.pages.add(page)
        writing = asyncio.create_task(page.write())
        reading = asyncio.create_task(self.read(page, receive))
        try:
            await self.join(page, since)
            await asyncio.wait({writing, reading}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.leave(page)
            reading.cancel()
            page.close(1000)
            # A page that stopped reading would keep its last words, and us, for ever.
            done, _ = await asyncio.wait({writing, reading}, timeout=2)
            writing.cancel()
            for task in done:
                if not task.cancelled() and (error := task.exception()) and not isinstance(error, OSError):
                    logger.debug("A socket ended: %r", error)

    async def join(self, page: Page, since: str) -> None:
        """Topics and session are read again now that the page is known, so no change of either slips between."""
        await self.resolve(page)
        await self.find_place()
        if await self.thread(visitor_of, page.session_key) is None or page.visitor.session in self.ended:
            page.close(SIGNED_OUT)
            return
        texts, until = await self.thread(replay, since, page.topics)
        page.catch_up(texts, until)
        self.ring()

    async def read(self, page: Page, receive: Callable) -> None:
        while page.code is None:
            message = await receive()
            if message["type"] != "websocket.receive":
                return
            said = page.heard(message, asyncio.get_running_loop().time())
            if said and "here" in said:
                await self.presence.said(page, said)

    def leave(self, page: Page) -> None:
        self.pages.discard(page)
        self.telling.told.pop(page, None)
        self.listen_to(page, frozenset())
        self.presence.left(page)

    # --- who hears what ---

    def listen_to(self, page: Page, topics: frozenset[str]) -> None:
        for topic in page.topics - topics:
            self.by_topic[topic].discard(page)
            if not self.by_topic[topic]:
                del self.by_topic[topic]
        for topic in topics - page.topics:
            self.by_topic[topic].add(page)
        page.topics = topics

    async def resolve(self, page: Page) -> None:
        """Ask again what the page's person may hear. One at a time, so that an older answer can't come last."""
        async with page.resolving:
            topics = await self.thread(topics_of_person, page.visitor.person_id)
            if page in self.pages:
                self.listen_to(page, topics)

    async def resolve_for(self, subject: str) -> None:
        """The event about `subject` may have changed who hears what: ask before anything after it is told."""
        kind, _, key = subject.partition(":")
        if kind == "person":
            touched = [page for page in self.pages if page.visitor.person_id == int(key)]
            for page in touched:
                await self.check_session(page)
        else:
            touched = list(self.pages)
        for page in touched:
            await self.resolve(page)
            await self.presence.check(page)

    # --- the log ---

    async def start(self) -> None:
        """Start tailing, in the loop that serves; harmless when it runs already."""
        self.tasks = [task for task in self.tasks if not task.done()]
        if self.tasks:
            return
        self.loop = asyncio.get_running_loop()
        self.bell = asyncio.Event()
        self.tasks = [self.loop.create_task(work) for work in (self.tail(), self.check(), self.presence.renew())]
        self.unlisten = wake.listen(self.ring_from_thread)
        wake.hear(SIGN_OUT, self.session_ended)
        self.presence.connect()
        listener.ensure()

    def ring(self) -> None:
        self.bell.set()

    def ring_from_thread(self) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.bell.set)

    async def find_place(self) -> None:
        """Before a page's replay: from where the hub tells. What it doesn't tell from there on, the replay has."""
        async with self.finding:
            if self.cursor is None:
                self.cursor = await self.thread(log.head)

    async def tail(self) -> None:
        """Tell every event, in order; while nobody listens, rest."""
        while True:
            try:
                await self.wait(await self.turn())
            except Exception:
                logger.exception("The hub lost the log; trying again")
                await asyncio.sleep(1)

    async def turn(self) -> float | None:
        """Tell what is new; how many seconds to wait for the bell, None for as long as it takes."""
        if not self.pages:
            self.cursor = None
        if self.cursor is None:
            return None
        tail = await self.thread(log.after, self.cursor, AT_A_TIME)
        for line in tail.lines:
            await self.tell(line)
            self.cursor = line.cursor
        rest = self.telling.rest()
        if not rest:
            await self.telling.everybody()
        # What is committed while we tell rings the bell; only a full hand says that there is more already.
        if len(tail.lines) == AT_A_TIME:
            return 0
        return rest or (HELD_LOOK if tail.held else LOOK.get(connection.vendor, LONGEST_LOOK))

    async def wait(self, seconds: float | None) -> None:
        if seconds == 0:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self.bell.wait(), seconds)
        self.bell.clear()

    async def tell(self, line: log.Line) -> None:
        if changes_who_hears(line.subject):
            # What came before it is told to those who might hear it then.
            await self.telling.everybody()
            await self.resolve_for(line.subject)
        if line.topics:
            self.telling.now(line)

    # --- sessions ---

    async def check(self) -> None:
        """Once a minute: close the pages of sessions that ended without a word."""
        while True:
            await asyncio.sleep(CHECKED_EVERY)
            self.ended = {key: until for key, until in self.ended.items() if until > self.loop.time()}
            for page in list(self.pages):
                # Not all at once: a thousand of them would keep others from the database, and from the interpreter.
                await asyncio.sleep(CHECKED_WITHIN / (len(self.pages) + 1))
                with suppress(DatabaseError):
                    await self.check_session(page)

    async def check_session(self, page: Page) -> None:
        if await self.thread(visitor_of, page.session_key) != page.visitor:
            page.close(SIGNED_OUT)

    def session_ended(self, message: dict) -> None:
        """From any thread: somebody signs out, here or in another process."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.end_session, message["session"])

    def end_session(self, session: str) -> None:
        """Close the pages of a session, and refuse it for a while: its row goes only after the signal."""
        self.ended[session] = self.loop.time() + CHECKED_EVERY
        for page in list(self.pages):
            if page.visitor.session == session:
                page.close(SIGNED_OUT)

    async def thread(self, ask: Callable, *args: Any) -> Any:
        """Ask the database in one of the hub's own threads, which keep their connections."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, asked, ask, args)


def changes_who_hears(subject: str) -> bool:
    return subject.partition(":")[0] in {"person", *WHO_HEARS}


def asked(ask: Callable, args: tuple) -> Any:
    try:
        return ask(*args)
    except DatabaseError:
        # The next question opens a new connection.
        connections.close_all()
        raise


hub = Hub()
