"""Whoever comes first writes first."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, connections, transaction

from whiteglove.ground.events.models import Job
from whiteglove.ground.lib.turns import Turns, turns_of

ONLY_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's writers don't wait for each other")


def waiting(turns: Turns, many: int) -> None:
    until = time.monotonic() + 5
    while len(turns._waiting) != many:
        assert time.monotonic() < until
        time.sleep(0.001)


def here() -> Turns:
    return turns_of(str(connection.settings_dict["NAME"]))


def in_a_thread(work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_turn_that_doesnt_come_in_time_is_given_up() -> None:
    turns = Turns()
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.give_back()
    assert turns.take(0)


def test_who_gave_up_is_passed_over() -> None:
    turns, came = Turns(), []
    turns.take(0)
    impatient = threading.Thread(target=lambda: came.append(("impatient", turns.take(0.02))))
    patient = threading.Thread(target=lambda: came.append(("patient", turns.take(5))))
    impatient.start()
    waiting(turns, 1)
    patient.start()
    impatient.join()
    waiting(turns, 1)
    turns.give_back()
    patient.join()
    assert came == [("impatient", False), ("patient", True)]


@ONLY_SQLITE
@pytest.mark.django_db(transaction=True)
def test_writers_write_in_the_order_they_came_in_a_transaction_or_out_of_one() -> None:
    wrote = []

    def alone(name: str) -> None:
        Job.objects.filter(name=name).update(failures=1)
        wrote.append(name)

    def together(name: str) -> None:
        with transaction.atomic():
            wrote.append(name)

    threads = []
    with transaction.atomic():
        for number, (name, write) in enumerate([("a", alone), ("b", together), ("c", alone), ("d", together)], 1):
            threads.append(in_a_thread(lambda name=name, write=write: write(name)))
            waiting(here(), number)
        assert wrote == []
    for thread in threads:
        thread.join()
    assert wrote == ["a", "b", "c", "d"]


@ONLY_SQLITE
@pytest.mark.django_db(transaction=True)
def test_the_turn_is_over_whatever_became_of_the_transaction() -> None:
    def broken() -> None:
        with transaction.atomic():
            raise ValueError

    def left_open() -> None:
        transaction.set_autocommit(False)

    def wrong() -> None:
        connection.cursor().execute("UPDATE nothing SET a = 1")

    for work in (broken, left_open, wrong):
        threading.excepthook, before = lambda problem: None, threading.excepthook
        in_a_thread(work).join()
        threading.excepthook = before
        assert here().take(0)
        here().give_back()


@ONLY_SQLITE
@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_their_turn_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)

    def impatient() -> None:
        with pytest.raises(OperationalError, match="locked"):
            Job.objects.filter(name="a").update(failures=1)
        told.append(True)

    with transaction.atomic():
        in_a_thread(impatient).join()
    assert told == [True]
