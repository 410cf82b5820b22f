"""Presence between this process's pages and those of the others."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from whiteglove.ground.events import wake
from whiteglove.ground.events.models import subject_of
from whiteglove.ground.events.pages import Page
from whiteglove.ground.events.presence import RENEWED, Board, Here, batches, merge, seen_by
from whiteglove.ground.events.visitors import may_be_at

TOPIC = "presence"


class Hub(Protocol):
    """What presence needs of the hub."""

    pages: set[Page]
    loop: asyncio.AbstractEventLoop

    def thread(self, ask: Callable, *args: Any) -> Awaitable[Any]: ...


class PresenceNet:
    """Keeps the board, tells pages when it changes, and the other processes what happens here."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.process = secrets.token_hex(6)
        self.board = Board()
        self.telling: set[asyncio.Task] = set()
        self.places: dict[str, list[Page]] = {}

    def connect(self) -> None:
        """Listen to the other processes, and ask who is there: now, and whenever answers could have been missed."""
        wake.hear(TOPIC, self.heard_from_thread)
        wake.hear(wake.LISTENING, self.ask_from_thread)
        self.ask()

    def ask(self) -> None:
        """The others say who is with them; they hear who is here."""
        self.announce({"hello": True})
        self.say_everything()

    def ask_from_thread(self, message: dict) -> None:
        if not self.hub.loop.is_closed():
            self.hub.loop.call_soon_threadsafe(self.ask)

    async def said(self, page: Page, said: dict) -> None:
        """A page says where its person is: {"here": "ticket:42", "writing": true}, or {"here": null} when nowhere."""
        subject = place(said.get("here"))
        if subject and await self.hub.thread(may_be_at, page.visitor.person_id, subject):
            here = Here(subject, page.visitor.person_id, page.visitor.name, said.get("writing") is True)
            if not self.move(page, here):
                self.show(page)
        else:
            self.move(page, None)

    async def check(self, page: Page) -> None:
        """The page's person may no longer be where they are."""
        if page.here and not await self.hub.thread(may_be_at, page.visitor.person_id, page.here.subject):
            self.move(page, None)

    def left(self, page: Page) -> None:
        self.move(page, None)

    def move(self, page: Page, here: Here | None) -> bool:
        """Whether anybody, the page's own person included, was told."""
        before, page.here = page.here, here
        self.keep_place(page, before, here)
        subjects = {place.subject for place in (before, here) if place}
        told = [self.note(subject, page.visitor.person_id) for subject in subjects]
        return any(told)

    def keep_place(self, page: Page, before: Here | None, here: Here | None) -> None:
        if before and (left := self.places.get(before.subject)):
            left.remove(page)
            if not left:
                del self.places[before.subject]
        if here:
            self.places.setdefault(here.subject, []).append(page)

    def pages_at(self, subject: str) -> tuple[Page, ...]:
        """This process's pages there."""
        return tuple(self.places.get(subject, ()))

    def note(self, subject: str, person_id: int) -> bool:
        """Put the sum of the person's pages on the board, and tell everybody if it changed."""
        here = merge(subject, person_id, (page.here for page in self.pages_at(subject)))
        if here:
            changed = self.board.put(self.process, here, self.now())
        else:
            changed = self.board.leave(self.process, subject, person_id)
        if changed:
            self.show_all(subject)
            self.announce({"entries": [[subject, person_id, *(here[2:] if here else (None, None))]]})
        return changed

    def show_all(self, subject: str) -> None:
        for page in self.pages_at(subject):
            self.show(page)

    def show(self, page: Page) -> None:
        subject = page.here.subject
        others = seen_by(page.visitor.person_id, self.board.at(subject))
        page.say(json.dumps({"presence": subject, "people": others}))

    async def renew(self) -> None:
        """Now and then: say again who is here, forget what others stopped saying."""
        while True:
            await asyncio.sleep(RENEWED)
            self.say_everything()
            for subject in self.board.expire(self.now()):
                self.show_all(subject)

    def say_everything(self) -> None:
        mine = {(page.here.subject, page.visitor.person_id) for page in self.hub.pages if page.here}
        entries = []
        for subject, person_id in sorted(mine):
            here = merge(subject, person_id, (page.here for page in self.pages_at(subject)))
            self.board.put(self.process, here, self.now())
            entries.append([subject, person_id, here.name, here.writing])
        for batch in batches(entries):
            self.announce({"entries": batch})

    def announce(self, message: dict) -> None:
        task = self.hub.loop.create_task(self.hub.thread(wake.tell, TOPIC, {"process": self.process, **message}))
        self.telling.add(task)
        task.add_done_callback(self.told)

    def told(self, task: asyncio.Task) -> None:
        self.telling.discard(task)
        # A lost announcement is renewed soon; asking for the error keeps asyncio from complaining.
        if not task.cancelled():
            task.exception()

    def heard_from_thread(self, message: dict) -> None:
        if message.get("process") != self.process and not self.hub.loop.is_closed():
            self.hub.loop.call_soon_threadsafe(self.heard, message)

    def heard(self, message: dict) -> None:
        """Another process says who is there, or asks."""
        if message.get("hello"):
            self.say_everything()
        for subject, person_id, name, writing in message.get("entries", ()):
            if name is None:
                changed = self.board.leave(message["process"], subject, person_id)
            else:
                changed = self.board.put(message["process"], Here(subject, person_id, name, writing), self.now())
            if changed:
                self.show_all(subject)

    def now(self) -> float:
        return self.hub.loop.time()


def place(said: object) -> str:
    """ "ticket:42" as a browser says it, or "" for anything else."""
    try:
        kind, key = subject_of(said) if isinstance(said, str) and len(said) <= 60 else ("", 0)
    except ValueError:
        return ""
    return f"{kind}:{key}" if kind.isidentifier() and 0 < key < 2**63 else ""
