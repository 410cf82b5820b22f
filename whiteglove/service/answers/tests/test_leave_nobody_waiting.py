"""Whatever happens beside the talk, nobody waits for a bot that isn't there, and nothing they say is settled unread."""

import json
from datetime import timedelta
from importlib import import_module

import pytest

from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.service.answers.actions import answer_due, give_up_late, set_up
from whiteglove.service.answers.actions.answer import hand_over_anyhow
from whiteglove.service.answers.models import Talk
from whiteglove.service.channels.actions import drain, receive
from whiteglove.service.channels.chat.actions import end
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Attendance, ChatWait, DeskRules, State, Ticket
from whiteglove.service.desk.waiting_chats import waiting

from .conftest import settle, ticket

pytestmark = pytest.mark.django_db
CLEO = "cleo@customer.example"
answering = import_module("whiteglove.service.answers.actions.answer")
say_automatically = import_module("whiteglove.service.desk.actions.say_automatically")


def test_what_its_visitor_writes_outside_of_the_chat_is_for_people(visitor):
    one = visitor(sub="cleo", name="Cleo", email=CLEO)
    one.says("How do I return my lamp?")
    said = {"ticket": ticket().pk, "name": "Cleo", "address": CLEO, "subject": "Lamp"}
    receive(
        json.dumps(said | {"text": "That didn't help, call me", "files": [], "id": "1"}).encode(), account=None,
        envelope={"source": "portal"}, at=clock.now(), kind="portal", key="p:1",
    )  # fmt: skip
    settle()
    assert ticket().state == State.OPEN and Attendance.objects.get().ending == "handed_over"
    assert one.read()["bot"] == "" and list(waiting()) == [ticket()]
    assert (Talk.objects.get().ending, Talk.objects.get().why) == ("handed_over", "elsewhere")
    end(session=ChatSession.objects.get(), at=clock.now() + timedelta(minutes=31), ended_by=ChatSession.SILENCE)
    settle()
    assert ticket().state == State.OPEN and ChatWait.objects.get().outcome == "missed"


def helped(one) -> None:
    one.says("How do I return my lamp?")
    one.says("That helped")


def test_who_begins_another_ticket_with_their_next_words_is_answered_there(visitor):
    DeskRules.objects.update_or_create(pk=DeskRules.current().pk, defaults={"reopen_within_days": 0})
    helped(visitor())
    assert "three days" in visitor().says("And when do you deliver?")["text"]
    assert Ticket.objects.count() == 2 and Talk.objects.get().ticket == Ticket.objects.last()


def test_who_writes_on_once_both_their_tickets_were_merged_is_answered(visitor, lee):
    for letter in "ab":
        helped(visitor(letter))
    first, second = Ticket.objects.order_by("pk")
    actions.merge(source=first, into=second, by=lee, at=clock.now())
    settle()
    assert "three days" in visitor("a").says("And when do you deliver?")["text"]
    visitor("a").says("Talk to a person")
    assert list(waiting()) == [second]


def test_who_was_answered_in_the_last_instant_is_not_given_to_people(visitor):
    asked = visitor().post("lines/", {"id": "line-aaaaaaaa", "text": "How do I return my lamp?"})
    assert asked.status_code == 201
    drain()
    run_pending(raising=True)
    late, soon = Talk.objects.get().due_at, clock.now() + timedelta(seconds=5)
    answer_due(at=soon)
    assert not hand_over_anyhow(Talk.objects.get().pk, "late", late)
    assert ticket().state == State.WAITING and Attendance.objects.standing().exists()


def test_a_chat_begun_in_the_instant_it_was_switched_off_goes_to_people(visitor, chat_desk):
    visitor().post("lines/", {"id": "line-aaaaaaaa", "text": "How do I return my lamp?"})
    drain()
    set_up.switch_off(account=chat_desk, by=None, at=clock.now())
    settle()
    assert "30 days" not in visitor().heard()["text"]
    assert ticket().state == State.OPEN and Talk.objects.get().why == "off"


def test_a_line_is_heard_once_the_desk_has_it(visitor):
    one = visitor()
    one.says("How do I return my lamp?")
    one.post("lines/", {"id": "line-aaaaaaaa", "text": "ok"})
    drain()
    run_pending(raising=True)
    one.post("lines/", {"id": "line-bbbbbbbb", "text": "that helped"})
    answer_due(at=clock.now() + timedelta(seconds=5))
    settle()
    settle()
    assert ticket().state == State.SOLVED and not Attendance.objects.standing().exists()


@pytest.mark.parametrize("words", ["That helped", "ok great", "yes"])
def test_who_says_twice_that_it_helped_needs_nobody(visitor, words):
    helped(visitor())
    visitor().says(words)
    assert ticket().state == State.SOLVED
    end(session=ChatSession.objects.get(), at=clock.now())
    settle()
    assert ChatWait.objects.get().outcome == "by_bot"


def test_whom_it_cannot_say_a_last_word_gets_people_all_the_same(visitor, monkeypatch):
    def refuse(*args, **how):
        raise RuntimeError("no")

    visitor().says("How do I return my lamp?")
    monkeypatch.setattr(say_automatically, "hand_over", refuse)
    visitor().says("And when do you deliver?")
    assert ticket().state == State.OPEN and Talk.objects.get().why == "failed"


def test_what_fails_in_every_way_leaves_the_others_their_turn(visitor, monkeypatch):
    for letter in "ab":
        visitor(letter).post("lines/", {"id": "line-aaaaaaaa", "text": "How do I return my lamp?"})
    drain()
    run_pending(raising=True)
    first, real = Talk.objects.order_by("pk").first(), answering.give_up

    def fail(pk, *args, **how):
        if pk == first.pk:
            raise RuntimeError("no")
        return real(pk, *args, **how)

    monkeypatch.setattr(answering, "give_up", fail)
    assert give_up_late(at=clock.now() + timedelta(seconds=11)) == 1
    first.refresh_from_db()
    assert first.due_at > clock.now() + timedelta(seconds=30)


def test_who_asks_once_more_and_leaves_at_once_has_something_open(visitor):
    one = visitor()
    one.says("How do I return my lamp?")
    one.post("lines/", {"id": "line-aaaaaaaa", "text": "And when do you deliver?"})
    drain()
    one.post("end/")
    settle()
    assert ticket().state == State.OPEN and ChatWait.objects.get().outcome == "missed"


def test_whose_words_are_filed_after_they_left_is_not_left_to_a_bot(visitor):
    one = visitor()
    one.post("lines/", {"id": "line-aaaaaaaa", "text": "How do I return my lamp?"})
    one.post("end/")
    settle()
    assert ticket().state == State.OPEN and not Attendance.objects.exists()
