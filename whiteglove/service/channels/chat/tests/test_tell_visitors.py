"""A visitor's socket tells which line is new, also of one that another process wrote, and that it lives."""

import asyncio
import json

from whiteglove.service.channels.chat import live
from whiteglove.service.channels.chat.live import VisitorHub, newest_line
from whiteglove.service.channels.models import ChatLine, ChatSession


class Page:
    """What it was told; and what its browser says, one word after the other."""

    def __init__(self, *says: dict) -> None:
        self.said, self.code, self.says, self.visitor = [], None, list(says), None

    def say(self, text: str) -> None:
        self.said.append(json.loads(text))

    def heard(self, message: dict, at: float) -> dict:
        return json.loads(message["text"])

    async def receive(self) -> dict:
        if not self.says:
            return {"type": "websocket.disconnect"}
        return {"type": "websocket.receive", "text": json.dumps(self.says.pop(0))}


def test_a_line_of_another_process_is_told_once(visitor):
    cleo = visitor()
    cleo.say("Hello")
    session, hub, page = ChatSession.objects.get(), VisitorHub(), Page()
    hub.pages[session.visitor_id].add(page)
    hub.newest = newest_line()
    cleo.say("Still there?", id="second-line")
    hub.hears(live._lines_after(hub.newest))
    hub.hears(live._lines_after(hub.newest))
    assert page.said == [{"line": 2}]


def test_a_line_of_this_process_is_not_told_twice(visitor):
    visitor().say("Hello")
    line, hub, page = ChatLine.objects.select_related("session").get(), VisitorHub(), Page()
    hub.pages[line.session.visitor_id].add(page)
    hub.newest = 0
    hub.tell({"visitor": line.session.visitor_id, "line": line.number})
    hub.hears(live._lines_after(hub.newest))
    assert page.said == [{"line": 1}]


def test_a_socket_that_is_asked_says_that_it_lives():
    page = Page({"alive": True})
    asyncio.run(VisitorHub().read(page, page.receive))
    assert page.said == [{"alive": True}]
