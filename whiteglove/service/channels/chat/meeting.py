"""Which visitors are here and whether they write, told to the desk; who writes to them there, told to them.

The desk's pages hear it as presence at the ticket: a visitor is somebody whose number is negative. In memory alone,
renewed and forgotten as presence is.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from whiteglove.ground.events import wake
from whiteglove.ground.events.hub import asked
from whiteglove.ground.events.presence import BATCH, RENEWED, batches
from whiteglove.ground.events.presence_net import TOPIC

REMEMBERED = 1000


class Guest(NamedTuple):
    """A visitor with an open page. `ref` is what they are filed under, "" until they are."""

    visitor: int
    name: str = ""
    ref: str = ""


class Meeting:
    """Of one process. `say(visitor, words)` reaches the visitor's pages; everything here runs in the hub's loop."""

    def __init__(self, say: Callable[[int, dict[str, Any]], None]) -> None:
        self.say = say
        self.process = f"chat:{secrets.token_hex(6)}"
        self.guests: dict[int, Guest] = {}
        self.writing: set[int] = set()
        self.at: dict[str, set[int]] = defaultdict(set)
        # What was filed while its visitor's page was still being asked who it is.
        self.lately: dict[int, str] = {}
        # One thread: what is told first is heard first.
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="chat-presence")

    def forget(self) -> None:
        self.guests.clear()
        self.writing.clear()
        self.at.clear()

    def came(self, guest: Guest) -> None:
        """With a page more, or filed under something else than before."""
        if not guest.ref and guest.visitor in self.lately:
            guest = guest._replace(ref=self.lately[guest.visitor])
        before = self.guests.get(guest.visitor)
        if before == guest:
            return
        if before and before.ref:
            self.gone(guest.visitor)
        self.guests[guest.visitor] = guest
        if guest.ref:
            self.at[guest.ref].add(guest.visitor)
            self.announce([self.entry(guest)])

    def filed(self, visitor: int, ref: str) -> None:
        self.lately[visitor] = ref
        if len(self.lately) > REMEMBERED:
            del self.lately[next(iter(self.lately))]
        if visitor in self.guests:
            self.came(self.guests[visitor]._replace(ref=ref))

    def gone(self, visitor: int) -> None:
        guest = self.guests.pop(visitor, None)
        self.writing.discard(visitor)
        if guest and guest.ref:
            self.at[guest.ref].discard(visitor)
            if not self.at[guest.ref]:
                del self.at[guest.ref]
            self.announce([[guest.ref, -visitor, None, None]])

    def writes(self, visitor: int, now: bool) -> None:
        guest = self.guests.get(visitor)
        if guest and guest.ref and now != (visitor in self.writing):
            (self.writing.add if now else self.writing.discard)(visitor)
            self.announce([self.entry(guest)])

    def entry(self, guest: Guest) -> list:
        return [guest.ref, -guest.visitor, guest.name, guest.visitor in self.writing]

    def announce(self, entries: list) -> None:
        for batch in batches(entries):
            message = {"process": self.process, "entries": batch}
            asyncio.get_running_loop().run_in_executor(self.pool, asked, wake.tell, (TOPIC, message))

    def everybody(self) -> None:
        self.announce([self.entry(guest) for guest in self.guests.values() if guest.ref])

    async def renew(self) -> None:
        """Everybody is told anew within `RENEWED`, a few at a time: thousands at once would hold up what is said."""
        while True:
            here = [visitor for visitor, guest in self.guests.items() if guest.ref]
            for some in batches(here):
                await asyncio.sleep(RENEWED / (len(here) / BATCH + 1))
                self.announce([self.entry(self.guests[one]) for one in some if one in self.guests])
            if not here:
                await asyncio.sleep(RENEWED)

    def heard(self, message: dict) -> None:
        """Presence as the desk's hubs tell it: who of ours is written to. A new process asks who is here."""
        if message.get("process") == self.process:
            return
        if message.get("hello"):
            self.everybody()
        for subject, person, name, writing in message.get("entries", ()):
            if person > 0:
                for visitor in tuple(self.at.get(subject, ())):
                    self.say(visitor, {"typing": name if writing else None})
