"""Recording that something happened."""

import pytest
from django.db import connection, transaction

from whiteglove.ground.events.actions import OutsideTransaction, record, together
from whiteglove.ground.events.models import Delivery, Event
from whiteglove.ground.events.registry import Undeclared, declare, on, on_rehearsal
from whiteglove.ground.lib import clock

pytestmark = pytest.mark.django_db


def test_what_happened_is_kept_with_who_when_and_which_facts(ada):
    at = clock.now()
    with transaction.atomic():
        record(
            "ticket.solved", subject="ticket:42", by=ada, at=at, facts={"from": "open"}, audience="team:3 admin team:3"
        )
    event = Event.objects.get()
    assert (event.name, event.subject, event.by_id, event.at) == ("ticket.solved", "ticket:42", ada.pk, at)
    assert event.facts == {"from": "open"}
    assert event.audience == "admin team:3"


def test_a_row_can_be_the_subject(ada):
    with transaction.atomic():
        event = record("ticket.solved", subject=ada, by=ada, at=clock.now())
    assert event.subject == f"person:{ada.pk}"
    assert list(Event.objects.about(ada)) == [event]


def test_a_name_that_no_room_declares_is_refused():
    with pytest.raises(Undeclared, match=r"ticket\.eaten"), transaction.atomic():
        record("ticket.eaten", subject="ticket:42", by=None, at=clock.now())


def test_outside_of_a_transaction_it_is_refused_even_in_a_test():
    assert connection.in_atomic_block  # the test's own, which doesn't count
    with pytest.raises(OutsideTransaction):
        record("ticket.solved", subject="ticket:42", by=None, at=clock.now())


def test_a_change_that_is_rolled_back_never_happened(solve):
    on("ticket.solved")(thank)
    with pytest.raises(RuntimeError), transaction.atomic():
        solve()
        raise RuntimeError
    assert not Event.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("subject", ["ticket", "ticket:x", "", Event()])
def test_a_subject_needs_a_number(subject):
    with pytest.raises(ValueError, match="whole number"), transaction.atomic():
        record("ticket.solved", subject=subject, by=None, at=clock.now())


def thank(event):
    return event


def count(event):
    return event


def test_everybody_who_reacts_gets_a_delivery(solve):
    on("ticket.solved", "ticket.reopened")(thank)
    on("ticket.*")(count)
    solve()
    reactions = Delivery.objects.order_by("reaction").values_list("reaction", "state", "subject")
    assert list(reactions) == [("events.count", "pending", "ticket:42"), ("events.thank", "pending", "ticket:42")]


def test_somebody_who_reacts_to_something_else_gets_none(solve):
    on("ticket.reopened")(thank)
    solve()
    assert not Delivery.objects.exists()


def test_two_reactions_may_not_share_a_key():
    on("ticket.solved")(thank)
    other = type(thank)(thank.__code__, {}, "thank")
    other.__module__, other.__qualname__ = thank.__module__, "somewhere.thank"
    with pytest.raises(ValueError, match=r"two reactions are called events\.thank"):
        on("ticket.solved")(other)


@pytest.mark.parametrize("name", ["solved", "Ticket.solved", "ticket.", "ticket.solved.twice", "ticket-solved"])
def test_an_event_is_named_noun_past_verb(name):
    with pytest.raises(ValueError, match=r"noun\.past_verb"):
        declare(name, "somebody did something")


def test_two_rooms_may_not_declare_the_same_event():
    with pytest.raises(ValueError, match="declared by desk and again by sla"):
        declare("ticket.solved", "{by} solved the ticket", room="sla")


def test_recording_costs_two_statements_on_sqlite(solve, django_assert_max_num_queries):
    on("ticket.solved")(thank)
    on("ticket.solved")(count)
    # Savepoint in and out, the event, its deliveries; PostgreSQL tells the other processes with the event.
    with django_assert_max_num_queries(4):
        solve()


def test_events_recorded_together_are_one_statement_in_their_order(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1), together():
        for number in (1, 2, 3):
            record("ticket.solved", subject=f"ticket:{number}", by=None, at=clock.now())
    assert list(Event.objects.order_by("id").values_list("subject_id", flat=True)) == [1, 2, 3]


def test_what_a_savepoint_takes_back_is_not_told_with_the_rest():
    with transaction.atomic(), together():
        record("ticket.solved", subject="ticket:1", by=None, at=clock.now())
        with pytest.raises(RuntimeError), transaction.atomic():
            record("ticket.solved", subject="ticket:2", by=None, at=clock.now())
            raise RuntimeError
        record("ticket.solved", subject="ticket:3", by=None, at=clock.now())
    assert list(Event.objects.order_by("id").values_list("subject_id", flat=True)) == [1, 3]


def test_what_is_only_practised_is_heard_by_those_alone_who_say_so(ada):
    on("ticket.solved")(thank)
    on("ticket.solved")(on_rehearsal("ticket.solved")(read))
    on_rehearsal("ticket.*")(answer_back)
    ada.rehearsed = True
    with transaction.atomic():
        practised = record("ticket.solved", subject=ada, by=ada, at=clock.now())
        real = record("ticket.solved", subject="ticket:42", by=ada, at=clock.now())
    assert practised.rehearsed and practised.subject == f"rehearsed_person:{ada.pk}" and not real.rehearsed
    heard = {event: {one.reaction.partition(".")[2] for one in event.deliveries.all()} for event in (practised, real)}
    assert heard == {practised: {"read", "answer_back"}, real: {"thank", "read"}}
    assert list(Event.objects.in_earnest()) == [real]


def read(event):
    """For learners as for everybody."""


def answer_back(event):
    """Somebody who is only played."""
