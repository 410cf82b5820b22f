"""Live for visitors: a socket that says which line is new, to whoever may read it; the page fetches it by itself.

One hub for each process, beside the one for those at the desk and bounded like it. Nobody is known here by a cookie:
the first thing a page says is its desk and its secret.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.db.utils import Error as DatabaseError

from whiteglove.ground.events import listener, presence_net, wake
from whiteglove.ground.events.hub import asked
from whiteglove.ground.events.pages import AT_ONCE, LONGEST_MESSAGE, TOO_MANY, Page, Send, never
from whiteglove.ground.events.visitors import welcome
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels.chat.caller import Unknown, caller, desk_named, session_of, visitor_of
from whiteglove.service.channels.chat.meeting import Guest, Meeting
from whiteglove.service.channels.chat.nudges import TOPIC
from whiteglove.service.channels.models import ChatLine

logger = logging.getLogger(__name__)
MOST = 10_000
PAGES_A_VISITOR = 10
PATIENCE = 10.0  # seconds until a page must have said who it is
UNKNOWN = 4401
# Seconds between looks for what other processes wrote, of which SQLite tells nobody.
SWEPT = 2.0
AT_ONCE_SWEPT = 500
ALIVE = json.dumps({"alive": True})


class VisitorHub:
    """ASGI application for `/chat/live/`."""

    def __init__(self) -> None:
        self.pages: dict[int, set[Page]] = defaultdict(set)
        self.open = 0
        self.pool = ThreadPoolExecutor(2, thread_name_prefix="chat")
        self.loop: asyncio.AbstractEventLoop | None = None
        self.meeting = Meeting(self.say)
        self.tasks: list[asyncio.Task] = []
        # The newest line each visitor here was told of, and the newest there is.
        self.told: dict[int, int] = {}
        self.newest: int | None = None

    async def __call__(self, scope: dict, receive: Callable, send: Send) -> None:
        await receive()
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        ours = welcome(
            headers.get("origin", ""), headers.get("host", ""), settings.CSRF_TRUSTED_ORIGINS, settings.ALLOWED_HOSTS
        )
        if not ours or self.open >= MOST:
            await send({"type": "websocket.close", "code": 1008})
            return
        self.listen()
        self.open += 1
        try:
            await send({"type": "websocket.accept"})
            await self.greet(scope, receive, send)
        finally:
            self.open -= 1

    async def greet(self, scope: dict, receive: Callable, send: Send) -> None:
        """Learn who it is, then serve; whoever doesn't say so in time, or is nobody, is sent away."""
        with suppress(TimeoutError):
            guest = await self.guest(await asyncio.wait_for(receive(), PATIENCE))
            if guest is not None:
                write = scope.get("extensions", {}).get(AT_ONCE, {}).get("write", never)
                await self.serve(guest, Page(send, guest, "", write), receive)
                return
        await send({"type": "websocket.close", "code": UNKNOWN})

    async def guest(self, message: dict) -> Guest | None:
        text = message.get("text") or ""
        if message["type"] != "websocket.receive" or len(text) > 3 * LONGEST_MESSAGE:
            return None
        return await self.thread(recognised, text)

    async def serve(self, guest: Guest, page: Page, receive: Callable) -> None:
        mine = self.pages[guest.visitor]
        mine.add(page)
        self.meeting.came(guest)
        if len(mine) > PAGES_A_VISITOR:
            page.close(TOO_MANY)
        page.say(json.dumps({"here": True}))
        writing, reading = asyncio.create_task(page.write()), asyncio.create_task(self.read(page, receive))
        try:
            await asyncio.wait({writing, reading}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            mine.discard(page)
            if not mine and self.pages.get(guest.visitor) is mine:
                del self.pages[guest.visitor]
                self.told.pop(guest.visitor, None)
                self.meeting.gone(guest.visitor)
            reading.cancel()
            page.close(1000)
            # A page that stopped reading would keep its last words, and us, for ever.
            await asyncio.wait({writing, reading}, timeout=2)
            writing.cancel()

    async def read(self, page: Page, receive: Callable) -> None:
        """A page says whether its visitor is writing, or asks whether we still hear each other.

        One that says too much is closed by `heard`.
        """
        while page.code is None:
            message = await receive()
            if message["type"] != "websocket.receive":
                return
            said = page.heard(message, asyncio.get_running_loop().time())
            if said and "typing" in said:
                self.meeting.writes(page.visitor.visitor, said["typing"] is True)
            elif said and "alive" in said:
                page.say(ALIVE)

    def listen(self) -> None:
        """In the loop that serves; again in another one, which only tests have."""
        if self.loop is not asyncio.get_running_loop():
            first, self.loop = self.loop is None, asyncio.get_running_loop()
            self.pages.clear()
            self.meeting.forget()
            self.newest = None
            self.tasks = [self.loop.create_task(work) for work in (self.meeting.renew(), self.sweep())]
            if first:
                wake.hear(TOPIC, partial(self.from_thread, self.tell))
                wake.hear(presence_net.TOPIC, partial(self.from_thread, self.meeting.heard))
            listener.ensure()

    def from_thread(self, heard: Callable[[dict], None], message: dict) -> None:
        if self.loop and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(heard, message)

    def tell(self, message: dict) -> None:
        """Which line is new, never what it says."""
        visitor = message.get("visitor", 0)
        if "ref" in message:
            self.meeting.filed(visitor, message["ref"])
        elif "typing" in message:
            self.say(visitor, {"typing": message["typing"]})
        elif visitor in self.pages:
            line = message.get("line", 0)
            self.told[visitor] = max(line, self.told.get(visitor, 0))
            self.say(visitor, {"line": line})

    async def sweep(self) -> None:
        """On SQLite: what another process wrote (`whiteglove work`) is told as well, a moment later."""
        while connection.vendor == "sqlite":
            await asyncio.sleep(SWEPT)
            try:
                await self.look()
            except DatabaseError:
                logger.exception("Looking for lines failed; trying again")

    async def look(self) -> None:
        if not self.pages or self.newest is None:
            self.newest = await self.thread(newest_line)
            return
        self.hears(await self.thread(_lines_after, self.newest))

    def hears(self, lines: list[tuple[int, int, int]]) -> None:
        """Of lines, each with its visitor and number; those its visitor was told of already are passed over."""
        for pk, visitor, number in lines:
            self.newest = pk
            if self.told.get(visitor, 0) < number:
                self.tell({"visitor": visitor, "line": number})

    async def thread(self, ask: Callable, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.pool, asked, ask, args)

    def say(self, visitor: int, words: dict[str, Any]) -> None:
        text = json.dumps(words)
        for page in tuple(self.pages.get(visitor, ())):
            page.say(text)


_lines_after = Prepared(
    lambda pk: (
        ChatLine.objects.filter(pk__gt=pk)
        .order_by("pk")
        .values_list("pk", "session__visitor_id", "number")[:AT_ONCE_SWEPT]
    )
)


def newest_line() -> int:
    return ChatLine.objects.aggregate(newest=Max("pk"))["newest"] or 0


def recognised(text: str) -> Guest | None:
    """The visitor whose desk, secret and identity these are; None for anybody else. Reads the database."""
    try:
        said = json.loads(text)
        account = desk_named(str(said["desk"]))
        who = caller(account, str(said["token"]), str(said.get("identity") or ""), clock.now()) if account else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, Unknown):
        return None
    visitor = visitor_of(who) if who else None
    if visitor is None:
        return None
    session = session_of(visitor)
    return Guest(visitor.pk, visitor.shown, session.ref if session else "")


hub = VisitorHub()
