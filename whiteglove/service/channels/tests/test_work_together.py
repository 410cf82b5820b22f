"""Several workers at once, on PostgreSQL: each message is filed once and each answer leaves once."""

import threading

import pytest
from django.db import connection

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.service.channels import filing
from whiteglove.service.channels.actions import cancel, deliver_due, drain, process, receive, send
from whiteglove.service.channels.contract import Filed
from whiteglove.service.channels.models import Arrival, Outgoing
from whiteglove.service.channels.tests.letters import NOW, answer, letter

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]
WORKERS = 4


def together(*works) -> list:
    """Runs each work in its own thread and connection, as near to the same moment as can be; what they returned."""
    start, results = threading.Barrier(len(works)), []

    def run(work) -> None:
        start.wait()
        try:
            results.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def filer(monkeypatch):
    """A desk that leaves a trace in the database for every call that is committed."""

    def file(inbound, arrival):
        record("mail.received", subject=arrival, by=None, at=NOW, facts={"filed": inbound.subject})
        return Filed(1, arrival.pk, "opened")

    monkeypatch.setitem(filing._filers, "email", file)


def filed() -> list[str]:
    return sorted(e.facts["filed"] for e in Event.objects.filter(name="mail.received") if "filed" in e.facts)


def test_workers_share_the_work_and_double_nothing(support_mail, filer):
    for number in range(60):
        receive(letter(f"Letter {number:02}", message_id=f"<{number}@x.example>"), account=support_mail, at=NOW)
    together(*[lambda: drain(NOW)] * WORKERS)
    drain(NOW)
    assert filed() == [f"Letter {n:02}" for n in range(60)]


def test_one_message_in_many_hands_is_filed_once(support_mail, filer):
    arrival = receive(letter(), account=support_mail, at=NOW)
    together(*[lambda: process(arrival.pk, NOW)] * WORKERS)
    assert len(filed()) == 1


def test_the_same_message_from_many_sides_is_one(support_mail):
    arrivals = together(*[lambda: receive(letter(), account=support_mail, at=NOW)] * WORKERS)
    assert len({a.pk for a in arrivals}) == 1
    assert sorted(a.duplicate for a in arrivals) == [False, True, True, True]
    assert Arrival.objects.get().repeats == WORKERS - 1


def test_senders_share_the_queue_and_send_nothing_twice(connected, outside):
    sent = [send(answer(connected), by=None, at=NOW) for _ in range(20)]
    together(*[lambda: deliver_due(NOW)] * WORKERS)
    assert len(outside.received) == len(sent)
    assert set(Outgoing.objects.values_list("state", flat=True)) == {"sent"}


def test_taking_back_and_sending_agree_on_one_outcome(connected, outside):
    for _ in range(10):
        outgoing = send(answer(connected), by=None, at=NOW)
        before = len(outside.received)
        together(lambda: deliver_due(NOW), lambda row=outgoing: cancel(row, by=None, at=NOW))
        outgoing = Outgoing.objects.get(pk=outgoing.pk)
        assert (outgoing.state, len(outside.received) - before) in {("sent", 1), ("cancelled", 0)}
