"""In which order the hub tells its pages: those concerned at once, everybody else together a moment later.

With a thousand pages open, a nudge to all of them takes as long as filing what it is about. So whoever is at the
subject, or is named by it, hears at once; the others hear what has gathered since, in one piece, and the longer that
takes, the longer they are let be: they take about `SHARE` of the loop's time at most. Among a thousand a list asks
again half a minute later, so two seconds don't matter to it. Every writing lets another thread at the interpreter: a
line of a chat would wait behind all of them, so a few are written at a time.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Protocol

from whiteglove.ground.events import log
from whiteglove.ground.events.cursor import Cursor
from whiteglove.ground.events.pages import Page
from whiteglove.ground.events.presence_net import PresenceNet
from whiteglove.ground.events.replay import nudge, place, word

SHARE = 0.03
LONGEST_REST = 2.0
PERSON = "person:"
AT_A_TIME = 20
# From so many pages on they hear how many they are, so that not all of them ask at once.
MANY = 40


class Hub(Protocol):
    """What telling needs of the hub."""

    pages: set[Page]
    by_topic: dict[str, set[Page]]
    loop: asyncio.AbstractEventLoop
    presence: PresenceNet


class Telling:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.waiting: list[log.Line] = []
        # What a page was told before the others, until they are.
        self.told: dict[Page, set[int]] = defaultdict(set)
        self.rests_until = 0.0

    def now(self, line: log.Line) -> None:
        """Those it concerns hear at once; without a cursor, because what came before it they may hear later."""
        self.waiting.append(line)
        for page in self.concerned(line):
            self.told[page].add(line.id)
            page.nudge(line.cursor, word(line, near=True))

    def concerned(self, line: log.Line) -> set[Page]:
        named = (topic for topic in line.topics if topic.startswith(PERSON))
        theirs = set().union(*(self.hub.by_topic.get(topic, ()) for topic in named))
        listening = {topic: self.hub.by_topic.get(topic, set()) for topic in line.topics}
        there = self.hub.presence.pages_at(line.subject)
        return theirs | {page for page in there if any(page in pages for pages in listening.values())}

    def rest(self) -> float:
        """Seconds until everybody may be told; 0 when nothing keeps them."""
        return max(0.0, self.rests_until - self.hub.loop.time()) if self.waiting else 0.0

    async def everybody(self) -> None:
        """Tell what has gathered, in order, under what each page may hear now."""
        lines, self.waiting = self.waiting, []
        told, self.told = self.told, defaultdict(set)
        if not lines:
            return
        began, spent = self.hub.loop.time(), 0.0
        pages = list(self.hub.pages)
        among = len(pages) if len(pages) >= MANY else 0
        kept: dict[frozenset[str], list[tuple]] = {}
        for number, page in enumerate(pages, 1):
            if (heard := kept.get(page.topics)) is None:
                heard = kept[page.topics] = news(lines, page.topics, among)
            if page in told:
                # What it wasn't told yet, then how far it has heard by now.
                left = [line for line in lines if line.id not in told[page]]
                heard = [*news(left, page.topics, among), (lines[-1].cursor, place(lines[-1].cursor))]
            page.nudges(heard)
            if number % AT_A_TIME == 0:
                spent, began = spent + self.hub.loop.time() - began, await self.breathe()
        spent += self.hub.loop.time() - began
        self.rests_until = self.hub.loop.time() + min(LONGEST_REST, spent / SHARE)

    async def breathe(self) -> float:
        """Let what else waits have its turn; the time after it."""
        await asyncio.sleep(0)
        return self.hub.loop.time()


def news(lines: list[log.Line], topics: frozenset[str], among: int) -> list[tuple[Cursor, str]]:
    return [(line.cursor, nudge(line, among)) for line in lines if line.topics & topics]
