"""In how many minutes somebody is answered: from real waits, and nothing where those say nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.channels.chat import staffing, waits
from whiteglove.service.channels.chat.staffing import Staffing
from whiteglove.service.channels.chat.waits import LEAST, Past, expected, place_of
from whiteglove.service.channels.models import ChatLine, ChatSession

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def alone(*waited: float) -> list[Past]:
    """Chats of which each came when no other waited."""
    return [
        Past(NINE + timedelta(hours=hour), NINE + timedelta(hours=hour, seconds=s)) for hour, s in enumerate(waited)
    ]


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("waited", "place", "minutes"),
    [
        ((30, 20, 40, 10, 900), 1, 0),
        ((30, 20, 40, 10, 900), 2, 1),
        ((59, 59, 59, 59, 59), 1, 0),
        ((60, 60, 60, 60, 60), 1, 1),
        ((61, 61, 61, 61, 61), 1, 2),
        ((120, 60, 240, 3000, 180), 1, 3),
        ((120, 60, 240, 3000, 180), 3, 9),
    ],
)
def test_it_is_the_median_for_each_place_rounded_up(waited, place, minutes):
    assert expected(alone(*waited), place) == minutes


@pytest.mark.engineless
def test_with_few_numbers_nothing_is_said():
    assert expected(alone(*[60] * (LEAST - 1)), 1) is None
    assert expected([], 1) is None


@pytest.mark.engineless
def test_who_left_before_an_answer_is_no_wait_but_stood_in_the_queue():
    gone = Past(NINE, None, NINE + seconds(600))
    late = Past(NINE + seconds(60), NINE + seconds(360))
    assert (gone.wait, late.wait, place_of(late, [gone, late])) == (None, 300, 2)
    assert expected([gone] * 20, 1) is None
    # Answered by mail after they had left: nobody knows how long they would have waited.
    assert Past(NINE, NINE + seconds(900), NINE + seconds(600)).wait is None


@pytest.mark.engineless
def test_a_long_queue_of_before_does_not_make_one_place_dear():
    """Five at once, one answered every minute: one place costs a minute, not three."""
    five = [Past(NINE + seconds(one), NINE + seconds(60 * (one + 1) + one)) for one in range(5)]
    assert expected(five, 1) == 1
    assert expected(five, 4) == 4


@pytest.mark.engineless
def test_who_has_waited_longer_than_everybody_is_told_nothing():
    assert expected(alone(60, 60, 60, 60, 300), 1, seconds(299)) == 1
    assert expected(alone(60, 60, 60, 60, 300), 1, seconds(301)) is None


@pytest.mark.engineless
@given(
    st.lists(
        st.tuples(st.integers(0, 9000), st.none() | st.integers(0, 9000), st.none() | st.integers(0, 9000)), max_size=30
    ),
    st.integers(1, 30),
)
def test_whatever_was_before_more_places_never_take_less(rows, place):
    past = [
        Past(NINE + seconds(begin), *(NINE + seconds(begin + more) if more is not None else None for more in ends))
        for begin, *ends in rows
    ]
    here, behind = expected(past, place), expected(past, place + 1)
    assert (here is None) == (behind is None)
    assert here is None or 0 <= here <= behind


# --- of a desk ---


def chats(account, *waited: float, at: datetime) -> None:
    from whiteglove.service.channels.models import ChatVisitor

    for number, wait in enumerate(waited):
        asked = at - timedelta(hours=2) + timedelta(minutes=10 * number)
        who = ChatVisitor.objects.create(
            account=account, name_here=f"v{account.pk}x{number}", token_hash=f"{number}", since=asked
        )
        session = ChatSession.objects.create(visitor=who, opened_at=asked, last=2)
        ChatLine.objects.create(session=session, number=1, side="visitor", text="Hi", at=asked)
        ChatLine.objects.create(session=session, number=2, side="desk", text="Hello", at=asked + seconds(wait))


@pytest.fixture
def staffed(monkeypatch):
    """`staffed(waiting, there)` is what the desk says of itself."""

    def put(waiting: int = 0, there: bool = True) -> None:
        monkeypatch.setattr(staffing, "_staffing", Staffing(lambda account: waiting, lambda account, at: there))

    put()
    return put


@pytest.mark.django_db
def test_a_visitor_reads_it_before_they_begin_and_while_they_wait(visitor, chat_desk, staffed):
    from whiteglove.ground.lib import clock

    chats(chat_desk, *[120] * LEAST, at=clock.now())
    staffed(waiting=2)
    cleo = visitor("a")
    assert cleo.read().json()["minutes"] == 6
    cleo.say("Hello")
    assert cleo.read().json() | {"place": 1, "minutes": 2} == cleo.read().json()


@pytest.mark.django_db
def test_a_desk_without_numbers_says_nothing(visitor, chat_desk, staffed):
    cleo = visitor("a")
    assert cleo.read().json()["minutes"] is None
    cleo.say("Hello")
    assert cleo.read().json()["minutes"] is None


@pytest.mark.django_db
def test_the_waits_of_a_team_count_together_and_no_others(visitor, chat_desk, staffed, billing):
    from whiteglove.ground.lib import clock
    from whiteglove.service.channels.actions import add_account

    for name, team, wait in (("sister", chat_desk.team, 60), ("stranger", billing, 6000)):
        other = add_account(by=None, at=clock.now(), kind="chat", name=name, address=name, team=team)
        chats(other, *[wait] * LEAST, at=clock.now())
    assert visitor("a").read().json()["minutes"] == 1


@pytest.mark.django_db
def test_many_who_ask_cost_one_reading(chat_desk, django_assert_num_queries):
    from whiteglove.ground.lib import clock

    with django_assert_num_queries(1):
        for _ in range(5):
            waits.lately(chat_desk, clock.now())


@pytest.mark.django_db
def test_where_nobody_is_there_no_time_is_promised(visitor, chat_desk, staffed):
    from whiteglove.ground.lib import clock

    chats(chat_desk, *[120] * LEAST, at=clock.now())
    staffed(there=False)
    cleo = visitor("a")
    said = cleo.read().json()
    assert (said["away"], said["minutes"], said["open"]) == (True, None, True)
    cleo.say("Hello")
    said = cleo.read().json()
    assert (said["away"], said["minutes"], said["reached"]) == (True, None, False)
    cleo.say("cleo@customer.example", id="second-line", email="cleo@customer.example")
    assert cleo.read().json()["reached"]
