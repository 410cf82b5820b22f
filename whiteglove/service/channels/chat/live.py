"""Live for visitors: a socket that says which line is new, to whoever may read it; the page fetches it by itself.

One hub for each process, beside the one for those at the desk and bounded like it. Nobody is known here by a cookie:
the first thing a page says is its desk and its secret.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings

from whiteglove.ground.events import listener, presence_net, wake
from whiteglove.ground.events.hub import asked
from whiteglove.ground.events.pages import AT_ONCE, LONGEST_MESSAGE, TOO_MANY, Page, Send, never
from whiteglove.ground.events.visitors import welcome
from whiteglove.ground.lib import clock
from whiteglove.service.channels.chat.caller import Unknown, caller, desk_named, session_of, visitor_of
from whiteglove.service.channels.chat.meeting import Guest, Meeting
from whiteglove.service.channels.chat.nudges import TOPIC

MOST = 10_000
PAGES_A_VISITOR = 10
PATIENCE = 10.0  # seconds until a page must have said who it is
UNKNOWN = 4401


class VisitorHub:
    """ASGI application for `/chat/live/`."""

    def __init__(self) -> None:
        self.pages: dict[int, set[Page]] = defaultdict(set)
        self.open = 0
        self.pool = ThreadPoolExecutor(2, thread_name_prefix="chat")
        self.loop: asyncio.AbstractEventLoop | None = None
        self.meeting = Meeting(self.say)
        self.renewing: asyncio.Task | None = None

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
        return await asyncio.get_running_loop().run_in_executor(self.pool, asked, recognised, (text,))

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
                self.meeting.gone(guest.visitor)
            reading.cancel()
            page.close(1000)
            # A page that stopped reading would keep its last words, and us, for ever.
            await asyncio.wait({writing, reading}, timeout=2)
            writing.cancel()

    async def read(self, page: Page, receive: Callable) -> None:
        """A page says whether its visitor is writing; one that says too much is closed by `heard`."""
        while page.code is None:
            message = await receive()
            if message["type"] != "websocket.receive":
                return
            said = page.heard(message, asyncio.get_running_loop().time())
            if said and "typing" in said:
                self.meeting.writes(page.visitor.visitor, said["typing"] is True)

    def listen(self) -> None:
        """In the loop that serves; again in another one, which only tests have."""
        if self.loop is not asyncio.get_running_loop():
            first, self.loop = self.loop is None, asyncio.get_running_loop()
            self.pages.clear()
            self.meeting.forget()
            self.renewing = self.loop.create_task(self.meeting.renew())
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
        else:
            self.say(visitor, {"line": message.get("line", 0)})

    def say(self, visitor: int, words: dict[str, Any]) -> None:
        text = json.dumps(words)
        for page in tuple(self.pages.get(visitor, ())):
            page.say(text)


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
