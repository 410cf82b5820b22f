"""The clocks of a chat: somebody joins, nobody is left in silence, and what is over is over."""

from datetime import timedelta

import pytest

from whiteglove.ground.events import work
from whiteglove.ground.lib import clock as wall
from whiteglove.service.channels.chat.actions import end, end_silent
from whiteglove.service.channels.chat.actions.end import SILENCE
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk import actions
from whiteglove.service.desk.happenings import Happened, Wrote, facts_of
from whiteglove.service.desk.models import Clock, Ticket
from whiteglove.service.sla.actions import adopt_targets

from .conftest import NINE, later
from .test_answer_chats import answer, chat_desk, say  # noqa: F401 - a fixture

TARGETS = [
    {"id": "connect", "metric": "chat_connect", "channel": "chat", "within": "30 s", "counts": "wall"},
    {"id": "reply", "metric": "chat_reply", "channel": "chat", "within": "2 min", "counts": "wall"},
    {"id": "first", "metric": "first_reply", "channel": "email", "within": "4h", "counts": "wall"},
]
OPENED = Happened("ticket.opened", NINE, {"channel": "chat", "state": "open"})


def wrote(second: int, before: str = "open", channel: str = "chat") -> Happened:
    facts = {"state": "open", "before": before, "channel": channel}
    return Happened("ticket.customer_wrote", later(seconds=second), facts)


def chat_facts(*events: Happened, replies: tuple[int, ...] = ()) -> list[tuple[str, int]]:
    """What the clocks of a chat hear, with the seconds since it was opened."""
    found = facts_of([OPENED, *events], [Wrote("reply", later(seconds=second)) for second in replies])
    return [(fact.name, (fact.at - NINE).seconds) for fact in found if fact.name.startswith("chat_")]


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("events", "replies", "heard"),
    [
        ([], (), [("chat_asked", 0)]),
        ([wrote(5)], (20, 40), [("chat_asked", 0), ("chat_joined", 20)]),
        (
            [Happened("ticket.assigned", later(seconds=9), {"own": True})],
            (20,),
            [("chat_asked", 0), ("chat_joined", 9)],
        ),
        (
            [Happened("ticket.assigned", later(seconds=9), {"own": False})],
            (20,),
            [("chat_asked", 0), ("chat_joined", 20)],
        ),
        ([Happened("ticket.chat_left", later(seconds=50), {})], (), [("chat_asked", 0), ("chat_left", 50)]),
        (
            [Happened("ticket.chat_left", later(seconds=50), {}), wrote(60)],
            (20, 70),
            [("chat_asked", 0), ("chat_joined", 20), ("chat_left", 50), ("chat_asked", 60), ("chat_joined", 70)],
        ),
        ([wrote(60, before="solved")], (20,), [("chat_asked", 0), ("chat_joined", 20), ("chat_asked", 60)]),
        ([Happened("ticket.chat_left", later(seconds=50), {})], (60,), [("chat_asked", 0), ("chat_left", 50)]),
        (
            [Happened("ticket.chat_left", later(seconds=50), {}), wrote(60, channel="email")],
            (),
            [("chat_asked", 0), ("chat_left", 50)],
        ),
    ],
)
def test_a_chat_is_asked_for_joined_and_left(events, replies, heard):
    assert chat_facts(*events, replies=replies) == heard


@pytest.mark.engineless
def test_a_chat_that_goes_on_by_mail_is_owed_what_a_mail_is_until_its_customer_is_back():
    found = facts_of([OPENED, wrote(5), wrote(60, channel="email"), wrote(70, channel="email"), wrote(90)], [])
    changed = [((fact.at - NINE).seconds, fact.traits["channel"]) for fact in found if fact.name == "changed"]
    assert changed == [(60, "email"), (90, "chat")]


@pytest.mark.engineless
def test_a_call_that_goes_on_by_mail_is_owed_what_a_mail_is():
    began = Happened("ticket.opened", NINE, {"channel": "phone", "state": "open"})
    found = facts_of([began, wrote(5, channel="phone"), wrote(60, channel="email")], [])
    changed = [((fact.at - NINE).seconds, fact.traits["channel"]) for fact in found if fact.name == "changed"]
    assert changed == [(60, "email")]


@pytest.mark.engineless
def test_a_mail_is_no_chat():
    mail = Happened("ticket.opened", NINE, {"channel": "email"})
    assert not [fact for fact in facts_of([mail], []) if fact.name.startswith("chat_")]


@pytest.fixture
def promised(db):
    adopt_targets(TARGETS, revision="test", at=wall.now() - timedelta(days=1))


def state(metric: str) -> str:
    return Clock.objects.filter(metric=metric).order_by("-turn").values_list("state", flat=True).first() or ""


def test_a_chat_has_thirty_seconds_until_somebody_joins_and_two_minutes_for_each_answer(chat_desk, promised, ada):  # noqa: F811
    say("Hello")
    ticket = Ticket.objects.get()
    assert ticket.due_metric == "chat_connect"
    assert ticket.due_at - ticket.opened_at == timedelta(seconds=30)
    assert not Clock.objects.filter(metric="first_reply").exists()
    actions.take(ticket=ticket, by=ada, at=wall.now())
    assert (state("chat_connect"), state("chat_reply")) == ("met", "running")
    answer(Ticket.objects.get(), ada, "Hello! One moment.")
    assert state("chat_reply") == "met"
    say("Are you there?")
    assert Ticket.objects.get().due_metric == "chat_reply"


def test_who_ends_a_chat_waits_for_nobody(chat_desk, promised, ada):  # noqa: F811
    say("Hello")
    end(session=ChatSession.objects.get(), at=wall.now())
    work.run_pending()
    assert state("chat_connect") == "cancelled"
    assert Ticket.objects.get().due_at is None


def test_a_chat_in_which_nobody_says_anything_ends_by_itself_and_goes_on_in_the_same_ticket(chat_desk, promised, ada):  # noqa: F811
    say("Hello")
    assert end_silent(at=wall.now() + SILENCE - timedelta(seconds=20)) == 0
    assert end_silent(at=wall.now() + SILENCE + timedelta(seconds=20)) == 1
    work.run_pending()
    say("Back again")
    assert ChatSession.objects.count() == 2
    assert Ticket.objects.count() == 1
