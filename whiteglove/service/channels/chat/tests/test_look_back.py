"""Earlier conversations of a visitor: all of them, a part at a time, and nobody else's."""

import pytest

from whiteglove.ground.lib import clock
from whiteglove.service.channels.chat import actions, earlier
from whiteglove.service.channels.chat.tests.test_give_files import give
from whiteglove.service.channels.models import ChatSession

pytestmark = pytest.mark.django_db


def talk(visitor, *texts: str) -> int:
    """One conversation, which is over then."""
    for text in texts:
        visitor.say(text, id=f"line-{text}".replace(" ", "-").ljust(12, "x"))
    session = ChatSession.objects.latest("pk")
    actions.end(session=session, at=clock.now())
    return session.pk


def look(visitor, before: str) -> dict:
    return visitor.client.get(f"/chat/shop/before/?before={before}", headers=visitor.shows).json()


def words(found: dict) -> list[str]:
    return [line["text"] for line in found["lines"]]


def test_who_comes_back_is_told_that_there_are_earlier_ones_and_reads_them_in_order(visitor):
    cleo = visitor("a")
    talk(cleo, "one", "two")
    assert cleo.read().json()["earlier"] is False
    talk(cleo, "three")
    now = talk(cleo, "four")
    assert cleo.read().json()["earlier"] is True
    assert cleo.read(after=1).json()["earlier"] is False
    found = look(cleo, f"{now}.1")
    assert (words(found), found["more"]) == (["one", "two", "three"], False)
    assert len({line["session"] for line in found["lines"]}) == 2


def test_a_part_at_a_time_leaves_nothing_out(visitor, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(earlier, "AT_A_TIME", 2)
    cleo = visitor("a")
    for texts in ("ab", "c", "defg"):
        now = talk(cleo, *texts)
    read, at, more = [], f"{now}.4", True
    while more:
        found = look(cleo, at)
        read, more = words(found) + read, found["more"]
        at = f"{found['lines'][0]['session']}.{found['lines'][0]['number']}"
    assert read == list("abcdef")
    visitor_row = ChatSession.objects.get(pk=now).visitor
    with django_assert_num_queries(3):
        earlier.before(visitor_row, now, 1)


def test_their_files_come_with_them(visitor):
    cleo = visitor("a")
    give(cleo)
    actions.end(session=ChatSession.objects.get(), at=clock.now())
    now = talk(cleo, "Back again")
    assert look(cleo, f"{now}.1")["lines"][0]["files"][0]["name"] == "bill.pdf"


@pytest.mark.parametrize("before", ["", "1", ".", "x.y", "99999999999999999999.1", "0.0", "-1.1"])
def test_an_odd_place_holds_nothing(visitor, before):
    cleo = visitor("a")
    talk(cleo, "one")
    assert look(cleo, before) == {"lines": [], "more": False}


def test_zed_reads_nobody_elses(visitor):
    cleo, zed = visitor("a"), visitor("b")
    talk(cleo, "My secret")
    now = talk(cleo, "Another")
    assert look(zed, f"{now}.1") == {"lines": [], "more": False}
    talk(zed, "Hello")
    assert words(look(zed, f"{now}.9")) == []
    assert visitor("a").client.get("/chat/shop/before/").status_code == 401
