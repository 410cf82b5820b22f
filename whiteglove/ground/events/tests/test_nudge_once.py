"""One change is one wake-up, and a page hears everything in order whichever way it is sent."""

import asyncio

import pytest
from django.db import connection

from whiteglove.ground.events import wake
from whiteglove.ground.events.pages import Page


@pytest.fixture
def rings():
    heard: list[str] = []
    end = wake.listen(lambda: heard.append("ring"))
    yield heard
    end()


def test_the_bell_of_another_process_is_heard(rings):
    wake.received("another process")
    assert rings == ["ring"]


def test_a_process_does_not_wake_again_for_its_own_change(rings):
    wake.received(wake.PROCESS)
    assert rings == []


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite tells no other process")
@pytest.mark.django_db(transaction=True)
def test_other_processes_hear_one_bell_for_a_change(solve):
    import psycopg

    parameters = connection.get_connection_params()
    wanted = {key: value for key, value in parameters.items() if key not in {"cursor_factory", "context"}}
    with psycopg.connect(**wanted, autocommit=True) as listening:
        listening.execute(f"LISTEN {wake.CHANNEL}")
        solve()
        assert [notice.payload for notice in listening.notifies(timeout=1)] == [wake.PROCESS]


class Socket:
    """The other end: what arrived, in order. `full`: the short way is closed, the long one waits."""

    def __init__(self):
        self.heard: list[tuple[str, str]] = []
        self.room = asyncio.Event()
        self.room.set()
        self.page = Page(self.send, None, write=self.write)
        self.page.catch_up([], (0, 0))
        self.writing = asyncio.ensure_future(self.page.write())

    def write(self, text: str) -> bool:
        if self.room.is_set():
            self.heard.append(("at once", text))
        return self.room.is_set()

    async def send(self, message: dict) -> None:
        await self.room.wait()
        self.heard.append(("in turn", message.get("text", "closed")))


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_page_that_keeps_up_is_written_to_at_once():
    async def run():
        socket = Socket()
        await settle()
        socket.page.say("one")
        assert socket.heard == [("at once", "one")]
        socket.page.close(1000)
        await socket.writing
        socket.page.say("after the end")
        assert socket.heard[1:] == [("in turn", "closed")]

    asyncio.run(run())


def test_nothing_overtakes_what_waits():
    async def run():
        socket = Socket()
        await settle()
        socket.room.clear()
        socket.page.say("one"), socket.page.say("two")
        await settle()
        socket.room.set()
        # There is room again, but the writer still holds the first word.
        socket.page.say("three")
        await settle()
        socket.page.say("four")
        assert [text for _, text in socket.heard] == ["one", "two", "three", "four"]
        assert [way for way, _ in socket.heard] == ["in turn", "in turn", "in turn", "at once"]
        socket.writing.cancel()

    asyncio.run(run())
