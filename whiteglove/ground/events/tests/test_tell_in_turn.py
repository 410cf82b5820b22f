"""Whom it concerns hears at once; everybody else hears the same a moment later, together and in order."""

import asyncio
import json
from collections import defaultdict
from types import SimpleNamespace

import pytest

from whiteglove.ground.events.cursor import START, Cursor
from whiteglove.ground.events.log import Line
from whiteglove.ground.events.pages import Page
from whiteglove.ground.events.telling import MANY, Telling

pytestmark = pytest.mark.engineless


class Street:
    """Pages that hear team 3, and what each of them heard."""

    def __init__(self) -> None:
        self.pages, self.by_topic, self.heard = set(), defaultdict(set), {}
        self.places: dict[str, tuple] = defaultdict(tuple)
        self.presence = SimpleNamespace(pages_at=lambda subject: self.places[subject])
        self.loop = asyncio.get_running_loop()
        self.telling = Telling(self)

    def page(self, *more: str, at: str = "", until: Cursor = START) -> Page:
        heard: list[dict] = []
        page = Page(None, None, write=lambda *texts: not heard.extend(map(json.loads, texts)))
        page.topics, page.idle = frozenset({"team:3", *more}), True
        page.catch_up([], until)
        self.pages.add(page)
        for topic in page.topics:
            self.by_topic[topic].add(page)
        self.places[at] += (page,)
        self.heard[page] = heard
        return page

    def happens(self, number: int, ticket: int, *topics: str) -> None:
        self.telling.now(Line(Cursor(0, number), number, "ticket.replied", f"ticket:{ticket}", frozenset(topics)))


def events(heard: list[dict]) -> list[int]:
    return [word["event"] for word in heard if "event" in word]


def in_the_street(tell):
    async def run():
        street = Street()
        return await tell(street)

    return asyncio.run(run())


def test_who_is_at_a_ticket_or_named_hears_before_everybody_and_nothing_twice():
    async def tell(street: Street):
        there, named, other = street.page(at="ticket:42"), street.page("person:5"), street.page()
        street.happens(1, 7, "team:3")
        street.happens(2, 42, "team:3", "person:5")
        assert [events(street.heard[page]) for page in (there, named, other)] == [[2], [2], []]
        assert all("cursor" not in word for word in street.heard[there])
        await street.telling.everybody()
        assert [events(street.heard[page]) for page in (there, named, other)] == [[2, 1], [2, 1], [1, 2]]
        assert [street.heard[page][-1]["cursor"] for page in (there, named, other)] == ["0-2"] * 3

    in_the_street(tell)


def test_who_may_not_hear_of_a_ticket_hears_nothing_by_being_there():
    async def tell(street: Street):
        page = street.page(at="ticket:42")
        street.happens(1, 42, "team:4")
        await street.telling.everybody()
        assert events(street.heard[page]) == []

    in_the_street(tell)


def test_what_a_page_had_from_its_replay_is_not_told_again():
    async def tell(street: Street):
        page = street.page(until=Cursor(0, 1))
        street.happens(1, 7, "team:3")
        street.happens(2, 7, "team:3")
        await street.telling.everybody()
        assert events(street.heard[page]) == [2]

    in_the_street(tell)


def test_many_pages_hear_how_many_they_are_and_are_let_be_for_a_while():
    async def tell(street: Street):
        pages = [street.page() for _ in range(MANY)]
        street.happens(1, 7, "team:3")
        assert street.telling.rest() == 0
        await street.telling.everybody()
        assert street.heard[pages[0]][0]["among"] == MANY
        street.happens(2, 7, "team:3")
        assert street.telling.rest() > 0

    in_the_street(tell)
