"""Rows written by kept statements are the rows that `save()` would have written."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from whiteglove.ground.events.models import Event, Job
from whiteglove.ground.lib.rows import insert, insert_all, insert_if_new, update

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)


def an_event(**changed) -> Event:
    return Event(
        **{
            "name": "ticket.solved",
            "subject_type": "ticket",
            "subject_id": 42,
            "by_id": 7,
            "at": AT,
            "facts": {"old": ["Zoë", None, 1.5]},
            "audience": "team:3",
        }
        | changed
    )


def as_kept(event: Event) -> dict:
    return Event.objects.filter(pk=event.pk).values("name", "subject_id", "by_id", "at", "facts", "audience").get()


def test_a_row_is_the_one_that_save_would_write():
    saved = an_event()
    saved.save()
    inserted = insert(an_event())
    assert as_kept(inserted) == as_kept(saved)
    assert inserted.pk > saved.pk


def test_the_hour_that_comes_twice_in_autumn_is_two_hours():
    twice = [datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=fold) for fold in (0, 1)]
    kept = [as_kept(insert(an_event(at=at)))["at"] for at in twice]
    assert kept == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]


def test_what_the_database_fills_in_is_filled_in():
    saved = an_event()
    saved.save()
    inserted = insert(an_event())
    assert Event.objects.get(pk=inserted.pk).tx == Event.objects.get(pk=saved.pk).tx


def test_an_inserted_row_is_saved_as_an_old_one_later():
    row = insert(an_event())
    row.audience = "admin"
    row.save()
    assert Event.objects.get().audience == "admin"


def test_many_rows_go_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert insert_all([an_event(subject_id=n) for n in (1, 2, 3)]) == 3
    assert list(Event.objects.order_by("id").values_list("subject_id", flat=True)) == [1, 2, 3]


def test_no_rows_need_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert insert_all([]) == 0


def test_a_row_that_is_there_already_is_passed_over():
    insert(Job(name="tick", due_at=AT, failures=1))
    assert insert_all([Job(name="tick", due_at=AT, failures=2), Job(name="tock", due_at=AT)], if_new=True) == 1
    assert dict(Job.objects.values_list("name", "failures")) == {"tick": 1, "tock": 0}


def test_it_is_said_whether_a_row_was_new():
    assert insert_if_new(Job(name="tick", due_at=AT)) is True
    assert insert_if_new(Job(name="tick", due_at=AT)) is False


def test_only_the_named_fields_change():
    row = insert(an_event())
    row.facts, row.audience = {"new": 2}, "admin"
    update(row, "facts")
    kept = as_kept(row)
    assert (kept["facts"], kept["audience"]) == ({"new": 2}, "team:3")


def test_a_row_that_has_changed_meanwhile_is_left_alone():
    row = insert(an_event())
    row.name = "ticket.reopened"
    assert update(row, "name", audience="admin") is False
    assert update(row, "name", audience="team:3", subject_id=42) is True
    assert as_kept(row)["name"] == "ticket.reopened"
