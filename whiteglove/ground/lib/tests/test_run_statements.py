"""Kept SQL runs past Django's cursor, and nobody notices but the clock."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import pytest
from django.core.exceptions import SynchronousOnlyOperation
from django.db import (
    DataError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from whiteglove.ground.events.models import Event, Job
from whiteglove.ground.lib import direct, statements
from whiteglove.ground.lib.clock import now
from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.statements import count_of, database, rows_of

pytestmark = pytest.mark.django_db
KEEP = "INSERT INTO events_job (name, due_at, claimed_by, failures, error) VALUES (%s, %s, '', 0, '')"


def keep(name: str) -> int:
    return count_of(KEEP, [name, "2026-11-20 10:00:00+00:00"], database())


def test_each_mark_takes_its_value_and_two_percent_signs_are_one():
    found = rows_of("SELECT name, '5%%' FROM events_job WHERE name = %s OR failures = %s", ["no", 7], database())
    assert found == []
    keep("a 100%")
    sql = "SELECT name, '5%%' FROM events_job WHERE name LIKE 'a%%' AND failures < %s"
    assert rows_of(sql, [7], database()) == [("a 100%", "5%")]


def test_what_changed_is_counted():
    assert keep("one") == 1
    assert count_of("UPDATE events_job SET failures = %s", [2], database()) == 1


def test_trouble_is_told_in_djangos_words():
    keep("one")
    with pytest.raises(IntegrityError), transaction.atomic():
        keep("one")
    assert Job.objects.count() == 1


def test_a_broken_transaction_takes_nothing_more():
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            keep("one")


def test_whoever_listens_hears_the_statement():
    with CaptureQueriesContext(connection) as heard:
        keep("one")
    assert [query["sql"] for query in heard if "events_job" in query["sql"]]


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_gets_a_cursor_of_its_own():
    keep("one")
    connection.close()
    keep("two")
    assert Job.objects.count() == 2


def test_a_fresh_row_is_as_its_model_makes_it():
    at = now()
    made, usual = fresh(Event, name="a.happened", at=at), Event(name="a.happened", at=at)
    tx = made.__dict__.pop("tx"), usual.__dict__.pop("tx")
    assert type(tx[0]) is type(tx[1])
    known = {key: value for key, value in usual.__dict__.items() if key != "_state"}
    assert known == {key: value for key, value in made.__dict__.items() if key != "_state"}
    assert made._state.adding
    assert made.facts is not fresh(Event).facts


@pytest.fixture
def no_cursor(monkeypatch, db):
    """On PostgreSQL psycopg's cursor must not be asked once a transaction is open, or where none is wanted."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's driver is quick enough")
    Job.objects.exists()  # begins the transaction
    monkeypatch.setattr(statements, "_cursor", None)


def test_inside_a_transaction_the_server_is_asked_directly(no_cursor):
    keep("é 100%")
    sql = "SELECT name, due_at, failures, %s::bytea, %s::jsonb, NULL FROM events_job"
    found = rows_of(sql, [b"\0\xff", '{"a": [1]}'], database())
    assert found == [("é 100%", datetime(2026, 11, 20, 10, tzinfo=UTC), 0, b"\0\xff", '{"a": [1]}', None)]
    assert count_of("UPDATE events_job SET failures = %s", [2**40 % 7], database()) == 1
    assert count_of("NOTIFY nobody", [], database()) == 0


def test_trouble_with_the_server_is_told_in_djangos_words(no_cursor):
    keep("one")
    with pytest.raises(IntegrityError, match="events_job_pkey"), transaction.atomic():
        keep("one")
    with pytest.raises(DataError), transaction.atomic():
        keep("no \0 in a text")
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_told_and_the_next_one_works():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection to lose")
    with pytest.raises(OperationalError), transaction.atomic():
        keep("one")
        rows_of("SELECT pg_terminate_backend(pg_backend_pid())", [], database())
    connection.close_if_unusable_or_obsolete()
    keep("two")
    assert [job.name for job in Job.objects.all()] == ["two"]


@pytest.mark.django_db(transaction=True)
def test_outside_of_transactions_the_server_is_asked_directly(no_cursor):
    keep("one")
    assert rows_of("SELECT name FROM events_job", [], database()) == [("one",)]
    assert not connection.in_atomic_block


def names_on_the_server() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'whiteglove_%%'", [])
        return {statement for (statement,) in cursor.fetchall()}


def test_what_comes_back_is_prepared(no_cursor):
    often, seldom = "SELECT name FROM events_job WHERE failures = %s", "SELECT due_at FROM events_job"
    keep("one")
    for _ in range(direct.WORTH_PREPARING + 1):
        assert rows_of(often, [0], database()) == [("one",)]
    rows_of(seldom, [], database())
    kept = names_on_the_server()
    assert "SELECT name FROM events_job WHERE failures = $1" in kept
    assert seldom not in kept


def test_what_another_process_prepared_is_never_taken_for_ours(no_cursor):
    keep("one")
    here = database()
    ours, theirs = direct.Link(here.connection), direct.Link(here.connection)
    for _ in range(direct.WORTH_PREPARING):
        assert theirs.changed(b"UPDATE events_job SET failures = failures + 1 WHERE name = $1", ["one"]) == 1
        assert ours.rows(b"SELECT name FROM events_job WHERE name = $1", ["one"]) == [("one",)]
    assert not set(ours.prepared.values()) & set(theirs.prepared.values())


def test_no_more_are_prepared_than_the_server_should_keep(no_cursor, monkeypatch):
    rows_of("DEALLOCATE ALL", [], database())
    database().__dict__.pop("kept_link", None)
    monkeypatch.setattr(direct, "MOST_PREPARED", 2)
    for number in range(5):
        for _ in range(direct.WORTH_PREPARING):
            assert rows_of(f"SELECT {number}", [], database()) == [(number,)]
    assert names_on_the_server() == {"SELECT 3", "SELECT 4"}


def test_an_error_in_a_prepared_statement_is_told_in_djangos_words(no_cursor):
    for number in range(direct.WORTH_PREPARING):
        keep(f"job {number}")
    with pytest.raises(IntegrityError, match="events_job_pkey"), transaction.atomic():
        keep("job 1")
    keep("another")
    with pytest.raises(ProgrammingError, match="events_nothing"), transaction.atomic():
        for _ in range(direct.WORTH_PREPARING):
            with suppress(ProgrammingError), transaction.atomic():
                rows_of("SELECT 1 FROM events_nothing", [], database())
        rows_of("SELECT 1 FROM events_nothing", [], database())


@pytest.mark.django_db(transaction=True)
def test_a_name_the_server_no_longer_knows_is_asked_anew(no_cursor):
    ask = partial(rows_of, "SELECT name FROM events_job", [])
    keep("one")
    for _ in range(direct.WORTH_PREPARING + 1):
        ask(database())
    rows_of("DEALLOCATE ALL", [], database())
    assert ask(database()) == [("one",)]


@pytest.mark.django_db(transaction=True)
def test_a_column_that_changed_its_type_is_read_anew(no_cursor):
    count_of("CREATE TABLE kept_plan (a integer)", [], database())
    try:
        count_of("INSERT INTO kept_plan VALUES (7)", [], database())
        for _ in range(direct.WORTH_PREPARING + 1):
            assert rows_of("SELECT a FROM kept_plan", [], database()) == [(7,)]
        count_of("ALTER TABLE kept_plan ALTER a TYPE text", [], database())
        assert rows_of("SELECT a FROM kept_plan", [], database()) == [("7",)]
    finally:
        count_of("DROP TABLE kept_plan", [], database())


def test_every_thread_has_a_connection_of_its_own():
    here = database()
    assert here is connections["default"]
    with ThreadPoolExecutor(1) as other:
        assert other.submit(database).result() is not here


def test_a_running_loop_is_not_held_up_by_a_statement():
    async def ask():
        rows_of("SELECT 1", [], database())

    database()
    with pytest.raises(SynchronousOnlyOperation):
        asyncio.run(ask())
