"""One open page: its socket, its queue, its limits."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from whiteglove.ground.events.cursor import START, Cursor
from whiteglove.ground.events.presence import Here
from whiteglove.ground.events.visitors import Visitor

LONGEST_MESSAGE = 2048
MESSAGES = 30
PER_SECONDS = 10.0
QUEUED = 256

SIGNED_OUT = 4401
TOO_MANY = 4429
TOO_SLOW = 4408
UNREADABLE = 1003
TOO_BIG = 1009
TOO_FAST = 1008

# In the scope's extensions: {"write": sockets.Protocol.write}, as no other ASGI server offers it.
AT_ONCE = "whiteglove.at_once"

Send = Callable[[dict], Awaitable[None]]
Write = Callable[..., bool]


def never(*texts: str) -> bool:
    """For servers that only know the ordinary way."""
    return False


class Page:
    """A socket after its handshake. `topics` is what it may hear; `early` what came before its replay was over.

    `idle` while everything queued has been sent: only then may a message take the short way and keep its place.
    """

    def __init__(self, send: Send, visitor: Visitor, key: str = "", write: Write = never) -> None:
        self.send_raw = send
        self.write_now = write
        self.visitor = visitor
        self.session_key = key
        self.topics: frozenset[str] = frozenset()
        self.here: Here | None = None
        self.resolving = asyncio.Lock()
        self.waiting: deque[str] = deque()
        self.early: list[tuple[Cursor, str]] | None = []
        self.until = START
        self.ready = asyncio.Event()
        self.idle = False
        self.code: int | None = None
        self.stamps: deque[float] = deque(maxlen=MESSAGES)

    def nudge(self, cursor: Cursor, text: str) -> None:
        """Queue a nudge; one that comes before the replay is over waits for its end."""
        if self.early is None:
            self.say(text)
        elif len(self.early) < QUEUED:
            self.early.append((cursor, text))
        else:
            self.close(TOO_SLOW)

    def nudges(self, heard: list[tuple[Cursor, str]]) -> None:
        """Several at once, in their order: in one piece where nothing waits. What its replay had is left out."""
        if heard and heard[0][0] <= self.until:
            heard = [one for one in heard if one[0] > self.until]
        if heard and self.early is None and self.free and self.write_now(*(text for _, text in heard)):
            return
        for cursor, text in heard:
            self.nudge(cursor, text)

    @property
    def free(self) -> bool:
        """Whether what is said now may take the short way and keep its place."""
        return self.idle and not self.waiting and self.code is None

    def say(self, text: str) -> None:
        """Send at once if nothing waits, or queue.

        A page that doesn't keep up is closed: it comes back and asks from its cursor.
        """
        if self.free and self.write_now(text):
            return
        if len(self.waiting) >= QUEUED:
            self.close(TOO_SLOW)
            return
        self.waiting.append(text)
        self.ready.set()

    def catch_up(self, texts: list[str], until: Cursor) -> None:
        """End the replay: what the log had, then what came meanwhile and isn't in it."""
        early, self.early, self.until = self.early or [], None, until
        self.waiting.extend(texts)
        self.waiting.extend(text for cursor, text in early if cursor > until)
        self.ready.set()

    def close(self, code: int) -> None:
        if self.code is None:
            self.code = code
            self.waiting.clear()
            self.ready.set()

    async def write(self) -> None:
        """Send what is queued until closed."""
        while self.code is None:
            self.idle = True
            await self.ready.wait()
            self.idle = False
            self.ready.clear()
            while self.waiting and self.code is None:
                await self.send_raw({"type": "websocket.send", "text": self.waiting.popleft()})
        with suppress(Exception):
            await self.send_raw({"type": "websocket.close", "code": self.code})

    def heard(self, message: dict, at: float) -> dict | None:
        """What the browser said, or None (and the page closes) when it says too much, too often or nonsense."""
        text = message.get("text") or ""
        if len(text) > LONGEST_MESSAGE or len(message.get("bytes") or b"") > LONGEST_MESSAGE:
            return self.close(TOO_BIG)
        if len(self.stamps) == MESSAGES and at - self.stamps[0] < PER_SECONDS:
            return self.close(TOO_FAST)
        self.stamps.append(at)
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            said = None
        return said if isinstance(said, dict) else self.close(UNREADABLE)
