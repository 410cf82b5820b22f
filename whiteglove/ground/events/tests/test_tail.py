"""Reading the log: every event once, in the order of commits."""

import time

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.events import log
from whiteglove.ground.events.cursor import START, Cursor
from whiteglove.ground.events.models import Event

on_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")

INSERT = (
    "INSERT INTO events_event (name, subject_type, subject_id, at, facts, audience)"
    " VALUES ('ticket.solved', 'ticket', %s, now(), '{}', 'admin') RETURNING id"
)


@pytest.mark.django_db(transaction=True)
def test_events_are_read_in_order_from_a_place_onwards(solve):
    first, second = solve(1, audience="team:3"), solve(2)
    lines = all_lines()
    assert [line.id for line in lines] == [first.pk, second.pk]
    assert lines[0].subject == "ticket:1"
    assert lines[0].topics == {"team:3"}
    assert [line.id for line in log.after(lines[0].cursor).lines] == [second.pk]
    assert log.after(log.head()).lines == []


@pytest.mark.django_db(transaction=True)
def test_an_event_knows_its_own_place(solve):
    event = solve()
    all_lines()
    assert str(log.head()) == event.cursor


@pytest.mark.postgres
@on_postgres
@pytest.mark.django_db(transaction=True)
def test_an_event_that_commits_late_is_never_skipped():
    """Two transactions take ids 1 and 2 and commit the other way round."""
    import psycopg

    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    with psycopg.connect(**parameters) as slow, psycopg.connect(**parameters) as quick:
        early = slow.execute(INSERT, [1]).fetchone()[0]
        late = quick.execute(INSERT, [2]).fetchone()[0]
        assert early < late
        quick.commit()
        tail = log.after(START)
        assert Event.objects.filter(pk=late).exists()
        assert tail.lines == []
        assert tail.held
        assert log.head() == START
        slow.commit()
        assert [line.id for line in all_lines()] == [early, late]


@pytest.mark.postgres
@on_postgres
@pytest.mark.django_db(transaction=True)
def test_events_from_another_server_come_before_everything_new(solve):
    solve(1)
    Event.objects.update(tx=2**40)
    assert log.rebase() == 1
    second = solve(2)
    assert all_lines()[-1].id == second.pk


def all_lines() -> list[log.Line]:
    """Everything in the log, once no transaction elsewhere on the server holds the newest back."""
    for _ in range(300):
        tail = log.after(START)
        if not tail.held:
            return tail.lines
        time.sleep(0.1)
    raise AssertionError("another transaction on the server does not end")


@given(st.text())
def test_a_cursor_from_a_browser_is_read_or_refused(text):
    cursor = Cursor.read(text)
    assert cursor is None or (cursor.tx >= 0 and cursor.id >= 0)


@given(tx=st.integers(0, 10**17), key=st.integers(0, 10**17))
def test_a_cursor_is_read_as_it_was_written(tx, key):
    assert Cursor.read(str(Cursor(tx, key))) == (tx, key)
