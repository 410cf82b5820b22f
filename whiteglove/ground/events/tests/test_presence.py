"""Who is where, told between the processes of a house: here two nets and a wire that can be deaf for a while."""

import json
from collections import defaultdict
from types import SimpleNamespace

import pytest

from whiteglove.ground.events import wake
from whiteglove.ground.events.presence import KEPT, Board, Here
from whiteglove.ground.events.presence_net import PresenceNet

ADA = SimpleNamespace(person_id=1, name="Ada")
LEE = SimpleNamespace(person_id=2, name="Lee")


class Net(PresenceNet):
    """A process with one page, and a wire in place of NOTIFY."""

    def __init__(self, wire: list, visitor: SimpleNamespace) -> None:
        loop = SimpleNamespace(is_closed=lambda: False, call_soon_threadsafe=lambda call, *a: call(*a), time=float)
        self.said_to_page: list[dict] = []
        page = SimpleNamespace(visitor=visitor, here=None, say=lambda text: self.said_to_page.append(json.loads(text)))
        super().__init__(SimpleNamespace(pages=[page], loop=loop))
        self.wire, self.page = wire, page

    def announce(self, message: dict) -> None:
        for net in tuple(self.wire):
            if net is not self:
                net.heard({"process": self.process, **message})

    def goes_to(self, subject: str) -> None:
        self.move(self.page, Here(subject, self.page.visitor.person_id, self.page.visitor.name, False))

    @property
    def shows(self) -> list[str]:
        return [one["name"] for one in self.said_to_page[-1]["people"]] if self.said_to_page else []


@pytest.fixture
def processes(monkeypatch):
    """(Ada's, Lee's, wire): Lee's process has just started and doesn't hear the others yet."""
    monkeypatch.setattr(wake, "_hearers", defaultdict(set))
    wire: list[Net] = []
    first, second = Net(wire, ADA), Net(wire, LEE)
    wire.append(first)
    first.connect()
    return first, second, wire


def test_people_of_two_processes_see_each_other_come_and_go(processes):
    ada, lee, wire = processes
    wire.append(lee)
    lee.connect()
    ada.goes_to("ticket:42")
    lee.goes_to("ticket:42")
    assert (ada.shows, lee.shows) == (["Lee"], ["Ada"])
    lee.goes_to("ticket:7")
    assert (ada.shows, lee.shows) == ([], [])


def test_a_process_that_begins_to_hear_the_others_asks_who_is_there(processes):
    """Its first question was answered before it could hear: without a second one Ada would be unseen for 20 s."""
    ada, lee, wire = processes
    ada.goes_to("ticket:42")
    lee.connect()
    lee.goes_to("ticket:42")
    assert (ada.shows, lee.shows) == (["Lee"], [])
    wire.append(lee)
    wake.dispatch(wake.LISTENING, {})
    assert (ada.shows, lee.shows) == (["Lee"], ["Ada"])


def test_who_is_not_heard_of_any_more_is_forgotten():
    board = Board()
    board.put("a process that died", Here("ticket:42", 1, "Ada", False), 0)
    assert board.expire(KEPT) == set()
    assert board.expire(KEPT + 1) == {"ticket:42"}
    assert board.at("ticket:42") == []
