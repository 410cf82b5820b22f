"""Two processes, a person who steps in, and death at any moment: each line is answered once or goes to people."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.service.answers.actions import answer_due, lookup
from whiteglove.service.answers.models import Talk, Turn
from whiteglove.service.channels.actions import drain
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Attendance, Message, State

from .conftest import settle, ticket

pytestmark = pytest.mark.django_db(transaction=True)
SOON = timedelta(seconds=5)


class Killed(BaseException):
    """As a signal would: nothing catches it."""


def asked(visitor, text: str = "How do I return my lamp?") -> Talk:
    visitor().post("lines/", {"id": "line-aaaaaaaa", "text": text})
    drain()
    run_pending(raising=True)
    return Talk.objects.get()


def automatic() -> int:
    return Message.objects.filter(kind="automatic").count()


def at_once(*works) -> list:
    """Each in a thread with a connection of its own; what they raised."""
    wrong, gate = [], threading.Barrier(len(works))

    def run(work) -> None:
        try:
            gate.wait()
            work()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return wrong


def test_two_workers_answer_once(visitor):
    asked(visitor)
    wrong = at_once(*[lambda: answer_due(at=clock.now() + SOON)] * 3)
    assert wrong == [] and automatic() == 1 and Turn.objects.count() == 1


def test_whoever_steps_in_while_it_thinks_is_not_talked_over(visitor, shelf, ada, monkeypatch):
    asked(visitor)
    find = shelf.find

    def slow(text, **how):
        found = find(text, **how)
        actions.take(ticket=ticket(), by=ada, at=clock.now())
        return found

    monkeypatch.setattr(lookup.finding, "find_answer", slow)
    answer_due(at=clock.now() + SOON)
    assert automatic() == 0 and not Turn.objects.exists() and ticket().assignee == ada
    run_pending(raising=True)
    assert Talk.objects.get().ending == "stepped_in" and Talk.objects.get().due_at is None


def test_stepping_in_and_answering_at_the_same_instant_end_in_one_of_both(visitor, ada):
    asked(visitor)
    wrong = at_once(
        lambda: answer_due(at=clock.now() + SOON), lambda: actions.take(ticket=ticket(), by=ada, at=clock.now())
    )
    assert wrong == [] and ticket().assignee == ada and ticket().state == State.OPEN
    assert automatic() == Turn.objects.count() <= 1
    assert not Attendance.objects.standing().exists()


@pytest.mark.parametrize("moment", ["considered", "keep", "speak", "judge_last", "next_due"])
def test_killed_anywhere_it_answers_once_afterwards(visitor, monkeypatch, moment):
    from whiteglove.service.answers.actions import answer as here

    asked(visitor)
    real = getattr(here, moment)

    def die(*args, **how):
        real(*args, **how)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(here, moment, die)
        with pytest.raises(Killed):
            answer_due(at=clock.now() + SOON)
    settle()
    settle()
    assert automatic() == 1 and Turn.objects.count() == 1 and ticket().state == State.WAITING


def test_killed_while_it_hands_over_it_hands_over_once(visitor, monkeypatch):
    from whiteglove.service.answers.actions import carry_out

    asked(visitor, "Talk to a person")
    real = carry_out.desk.hand_to_people

    def die(**how):
        real(**how)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(carry_out.desk, "hand_to_people", die)
        with pytest.raises(Killed):
            answer_due(at=clock.now() + SOON)
    assert ticket().state == State.WAITING and Attendance.objects.standing().exists()
    settle()
    assert ticket().state == State.OPEN and automatic() == 1


def test_a_line_that_comes_while_it_thinks_is_answered_next(visitor, shelf, monkeypatch):
    asked(visitor)
    find = shelf.find

    def slow(text, **how):
        monkeypatch.setattr(lookup.finding, "find_answer", find)
        visitor().post("lines/", {"id": "line-bbbbbbbb", "text": "When do you deliver?"})
        return find(text, **how)

    monkeypatch.setattr(lookup.finding, "find_answer", slow)
    answer_due(at=clock.now() + SOON)
    drain()
    settle()
    assert [turn.question for turn in Turn.objects.order_by("line")] == [
        "How do I return my lamp?", "When do you deliver?",
    ]  # fmt: skip
    assert automatic() == 2


def test_a_line_in_the_instant_of_handing_over_is_there_for_people(visitor):
    asked(visitor, "Talk to a person")
    wrong = at_once(
        lambda: answer_due(at=clock.now() + SOON),
        lambda: visitor().post("lines/", {"id": "line-bbbbbbbb", "text": "Quickly, please"}),
        drain,
    )
    drain()
    settle()
    assert wrong == [] and ticket().state == State.OPEN and automatic() == 1
    assert Message.objects.filter(kind="inbound", text="Quickly, please").count() == 1
