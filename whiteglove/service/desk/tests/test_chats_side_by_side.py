"""Several chats at once: each with its number and what came since one last looked."""

import pytest

from whiteglove.ground.lib import clock
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.running_chats import chats_of

from .test_answer_chats import chat_desk, post, say  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def shown(person) -> list[tuple[str, int]]:
    return [(one.key, one.unread) for one in chats_of(person)]


def take(person) -> list[Ticket]:
    rows = list(Ticket.objects.order_by("opened_at", "id"))
    for row in rows:
        actions.take(ticket=row, by=person, at=clock.now())
    return rows


def test_they_stand_in_the_order_they_began_with_what_is_unread(chat_desk, ada, lee):  # noqa: F811
    for letter in "abc":
        say(f"Hello from {letter}", letter)
    first, *_ = take(ada)
    actions.see(ticket=first, by=ada, at=clock.now())
    say("Are you there?", "c")
    assert shown(ada) == [("1", 0), ("2", 1), ("3", 2)]
    say("Me again", "a")
    assert shown(ada) == [("1", 1), ("2", 1), ("3", 2)]
    assert shown(lee) == []


def test_what_is_over_solved_or_not_a_chat_is_not_among_them(chat_desk, ada, ticket):  # noqa: F811
    say("Hello", "a")
    say("Hello", "b")
    _, one, _ = take(ada)
    post("end", {}, "b")
    actions.solve(ticket=one, by=ada, at=clock.now())
    assert shown(ada) == []


def test_however_many_there_are_it_takes_three_statements(chat_desk, ada, django_assert_num_queries):  # noqa: F811
    with django_assert_num_queries(1):
        chats_of(ada)
    for letter in "abcdefg":
        say("Hello", letter)
    take(ada)
    with django_assert_num_queries(3):
        assert len(chats_of(ada)) == 7


def test_each_opens_by_its_number(chat_desk, ada, signed_in):  # noqa: F811
    say("Hello")
    take(ada)
    page = signed_in(ada).get("/desk/chats/mine/").content.decode()
    assert 'data-key="1"' in page and ", 1 unread" in page
    assert 'id="chats"' in signed_in(ada).get("/desk/").content.decode()
