"""The clocks of a ticket: they run, pause, warn, are met or breached, and the list is ordered by them."""

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.channels.actions import cancel
from whiteglove.service.desk import actions, queries
from whiteglove.service.desk.actions.judge_clocks import judge_all_again, judge_due, rules_in_force
from whiteglove.service.desk.actions.mark_undelivered import mark_undelivered
from whiteglove.service.desk.happenings import Happened, Wrote, facts_of
from whiteglove.service.desk.models import Clock, Ticket
from whiteglove.service.sla.actions import adopt_targets, change_calendar, define_calendar

from .conftest import NINE, later, now

pytestmark = pytest.mark.django_db
TARGETS = [
    {"id": "ack", "metric": "first_acknowledgement", "within": "2h", "counts": "wall"},
    {"id": "first", "metric": "first_reply", "within": "4h", "counts": "wall"},
    {"id": "next", "metric": "next_reply", "within": "4h", "counts": "wall"},
    {"id": "solved", "metric": "resolution", "within": "24h", "counts": "wall", "pauses": ["waiting", "snoozed"]},
    {"id": "urgent", "metric": "first_reply", "within": "1h", "counts": "wall", "priority": "urgent"},
    {"id": "complex", "metric": "resolution", "within": "72h", "counts": "wall", "complex": True,
     "pauses": ["waiting", "snoozed"]},
]  # fmt: skip


@pytest.fixture(autouse=True)
def promised(db):
    adopt_targets(TARGETS, revision="test", at=NINE)


@pytest.fixture
def ticket(arrive) -> Ticket:
    """A mail of Cleo's: acknowledged at once, and waiting on us."""
    return arrive(message_id="<one@customer.example>").ticket


def clock(ticket, metric) -> Clock:
    return Clock.objects.filter(ticket=ticket, metric=metric).order_by("-turn").first()


def told(ticket) -> list[str]:
    events = Event.objects.about(ticket).filter(name__startswith="clock.")
    return [f"{event.name} {event.facts['metric']}" for event in events]


def reply(ticket, ada, at=NINE, **more):
    ticket = now(ticket)
    return actions.reply(ticket=ticket, by=ada, at=at, text="Hello", seen_message_id=ticket.last_inbound_id, **more)


def test_a_new_ticket_is_due_for_its_first_reply(ticket):
    assert (now(ticket).due_at, now(ticket).due_metric) == (later(hours=4), "first_reply")
    assert clock(ticket, "first_acknowledgement").state == "met"


def test_a_reply_meets_its_clock_and_the_next_one_counts(ticket, ada):
    reply(ticket, ada, at=later(hours=1))
    assert clock(ticket, "first_reply").state == "met"
    assert now(ticket).due_metric == "resolution"
    assert told(ticket)[-1] == "clock.met first_reply"


def test_a_reply_taken_back_meets_nothing(ticket, ada):
    sent = reply(ticket, ada, at=later(hours=1))
    actions.undo_reply(message=sent, by=ada, at=later(hours=1, seconds=5))
    assert clock(ticket, "first_reply").state == "running"
    assert now(ticket).due_at == later(hours=4)


def test_a_reply_that_a_lead_stops_meets_nothing(ticket, ada, lee):
    sent = reply(ticket, ada, at=later(hours=1), then="wait")
    cancel(sent.outgoing, by=lee, at=later(hours=1, seconds=5))
    mark_undelivered(Event.objects.named("message.cancelled").get())
    assert clock(ticket, "first_reply").state == "running"
    assert now(ticket).due_at == later(hours=4)


def test_each_answer_of_the_customer_starts_the_next_reply(ticket, ada, arrive):
    sent = reply(ticket, ada, at=later(hours=1), then="wait")
    arrive(in_reply_to=sent.message_id, at=later(hours=3))
    assert clock(ticket, "next_reply").due_at == later(hours=7)
    assert (now(ticket).due_at, now(ticket).due_metric) == (later(hours=7), "next_reply")


def test_waiting_on_the_customer_stops_the_resolution(ticket, ada, arrive):
    sent = reply(ticket, ada, at=later(hours=1), then="wait")
    assert clock(ticket, "resolution").state == "paused"
    assert now(ticket).due_at is None
    arrive(in_reply_to=sent.message_id, at=later(hours=11))
    assert clock(ticket, "resolution").due_at == later(hours=34)


def test_the_tick_warns_and_breaches_once(ticket):
    assert judge_due(at=later(hours=2)) == 0
    assert judge_due(at=later(hours=3, seconds=1)) == 1
    assert judge_due(at=later(hours=3, seconds=6)) == 0
    assert judge_due(at=later(hours=4, seconds=1)) == 1
    judge_due(at=later(hours=5))
    assert [line for line in told(ticket) if "first_reply" in line] == [
        "clock.warned first_reply", "clock.breached first_reply",
    ]  # fmt: skip
    assert clock(ticket, "first_reply").breached_at == later(hours=4)
    assert now(ticket).overdue(later(hours=5))


def test_the_timeline_calls_a_clock_by_its_name(ticket):
    judge_due(at=later(hours=4, seconds=1))
    breached = Event.objects.filter(name="clock.breached")
    assert "First reply is overdue" in [queries.sentence(one, {}) for one in breached]


def test_a_clock_looked_at_the_moment_it_is_due_is_looked_at_again(ticket):
    judge_due(at=later(hours=4))
    assert clock(ticket, "first_reply").state == "due"
    judge_due(at=later(hours=4, seconds=2))
    assert clock(ticket, "first_reply").state == "breached"


def test_a_late_reply_stays_late(ticket, ada):
    reply(ticket, ada, at=later(hours=6))
    row = clock(ticket, "first_reply")
    assert (row.state, row.ended_at, row.breached_at) == ("breached", later(hours=6), later(hours=4))


def test_a_higher_priority_has_the_shorter_time(ticket, ada):
    actions.set_priority(ticket=ticket, by=ada, at=later(minutes=10), priority="urgent")
    assert now(ticket).due_at == later(hours=1)


def test_a_complex_matter_has_the_longer_resolution(ticket, ada):
    actions.set_complex(ticket=ticket, by=ada, at=later(hours=1), complex=True)
    assert clock(ticket, "resolution").due_at == later(hours=72)


def test_solving_meets_the_resolution_and_opening_again_takes_it_up(ticket, ada):
    actions.solve(ticket=ticket, by=ada, at=later(hours=2))
    assert clock(ticket, "resolution").state == "met"
    assert (now(ticket).due_at, now(ticket).judge_at) == (None, None)
    actions.reopen(ticket=ticket, by=ada, at=later(hours=12))
    assert clock(ticket, "resolution").due_at == later(hours=34)


def test_merging_calls_the_clocks_off_and_unmerging_takes_them_up(ticket, arrive, lee):
    other = arrive(subject="Other").ticket
    actions.merge(source=ticket, into=other, by=lee, at=later(hours=1))
    assert clock(ticket, "first_reply").state == "cancelled"
    assert not Clock.objects.filter(ticket=ticket).unfinished().exists()
    actions.unmerge(source=ticket, by=lee, at=later(hours=2))
    assert clock(ticket, "first_reply").state == "running"


@pytest.fixture
def asleep(ticket, ada) -> Ticket:
    """Put off from the first hour to the fifth."""
    return actions.snooze(ticket=ticket, by=ada, at=later(hours=1), until=later(hours=5))


def test_a_reply_taken_back_puts_off_only_until_the_snooze_ends(asleep, ada):
    sent = reply(asleep, ada, at=later(hours=2), then="wait")
    actions.undo_reply(message=sent, by=ada, at=later(hours=2, seconds=5))
    assert clock(asleep, "resolution").due_at == later(hours=28)


def test_one_taken_back_from_a_snooze_that_came_after_waiting_still_waits(ticket, ada):
    reply(ticket, ada, at=later(hours=1), then="wait")
    actions.snooze(ticket=now(ticket), by=ada, at=later(hours=2), until=later(hours=5))
    sent = reply(ticket, ada, at=later(hours=3), then="wait")
    actions.undo_reply(message=sent, by=ada, at=later(hours=3, seconds=5))
    actions.wake(ticket=now(ticket), by=ada, at=later(hours=4))
    assert (now(ticket).state, clock(ticket, "resolution").due_at) == ("waiting", None)


def test_an_unmerged_ticket_is_put_off_only_until_its_snooze_ends(asleep, arrive, lee):
    other = arrive(subject="Other").ticket
    actions.merge(source=asleep, into=other, by=lee, at=later(hours=2))
    actions.unmerge(source=asleep, by=lee, at=later(hours=3))
    assert clock(asleep, "resolution").due_at == later(hours=28)


def test_a_ticket_that_took_another_in_by_mistake_was_put_off_all_the_time(asleep, arrive, lee):
    other = arrive(subject="Other").ticket
    actions.merge(source=other, into=asleep, by=lee, at=later(hours=2))
    assert clock(asleep, "resolution").due_at == later(hours=25)
    actions.unmerge(source=other, by=lee, at=later(hours=2, seconds=5))
    assert clock(asleep, "resolution").due_at == later(hours=28)


def test_a_new_policy_counts_from_when_it_applies(ticket):
    shorter = [{**target, "within": "2h"} if target["id"] == "first" else target for target in TARGETS]
    adopt_targets(shorter, revision="test 2", at=later(hours=1))
    assert judge_all_again(at=later(hours=1)) == 1
    judge_due(at=later(hours=1))
    assert now(ticket).due_at == later(hours=2)


def test_other_opening_hours_move_what_falls_due_and_say_so(arrive, admin):
    office = define_calendar(
        name="Office", spec={"zone": "UTC", "hours": {"mon-fri": "09:00-17:00"}}, by=admin, at=NINE
    )
    adopt_targets([{"id": "first", "metric": "first_reply", "within": "9h"}], revision="office", at=NINE)
    ticket = arrive().ticket
    assert now(ticket).due_at == later(days=1, hours=1)
    long_days = {"zone": "UTC", "hours": {"mon-fri": "09:00-20:00"}}
    change_calendar(calendar=office, name="Office", spec=long_days, by=admin, at=later(minutes=1))
    judge_all_again(at=later(minutes=1))
    assert judge_due(at=later(minutes=2)) == 1
    assert now(ticket).due_at == later(hours=9)
    moved = Event.objects.get(name="clock.moved")
    assert (moved.facts["metric"], moved.facts["due_at"]) == ("first_reply", "2026-03-03T18:14:00Z")
    assert f"team:{ticket.team_id}" in moved.audience


def test_a_tick_that_finds_the_same_times_says_nothing(ticket):
    judge_all_again(at=later(minutes=1))
    assert judge_due(at=later(minutes=2)) == 1
    assert not Event.objects.filter(name="clock.moved").exists()


def test_the_queue_is_in_the_order_of_what_is_due(arrive, ada):
    first, second = arrive(subject="First").ticket, arrive(subject="Second", at=later(minutes=30)).ticket
    actions.set_priority(ticket=second, by=ada, at=later(minutes=31), priority="urgent")
    assert [row.pk for row in queries.queue(ada, "unassigned").rows] == [second.pk, first.pk]


def test_the_tick_asks_an_index_for_what_is_due(ticket):
    from django.db import connection

    due = Ticket.objects.filter(judge_at__lte=NINE).order_by("judge_at").values("pk")[:5]
    sql, params = due.query.sql_with_params()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            assert "ticket_to_judge" in cursor.fetchall()[0][3]


MOVES = [
    # (events as (name, state), the facts that follow)
    ([("ticket.replied", "waiting")], ["waiting"]),
    ([("ticket.replied", "waiting"), ("ticket.customer_wrote", "open")], ["waiting", "resumed"]),
    ([("ticket.replied", "waiting"), ("ticket.reply_bounced", "open")], ["waiting", "resumed"]),
    ([("ticket.snoozed", "snoozed"), ("ticket.woken", "open")], ["snoozed", "woken"]),
    ([("ticket.replied", "waiting"), ("ticket.snoozed", "snoozed"), ("ticket.woken", "open")],
     ["waiting", "snoozed", "woken", "resumed"]),
    ([("ticket.snoozed", "snoozed"), ("ticket.snoozed", "snoozed")], ["snoozed", "snoozed"]),
    ([("ticket.solved", "solved"), ("ticket.reopened", "open")], ["solved", "reopened"]),
    ([("ticket.merged", "merged"), ("ticket.unmerged", "waiting")], ["merged", "unmerged", "waiting"]),
    ([("ticket.assigned", "open"), ("ticket.tagged", "open")], []),
]  # fmt: skip


@pytest.mark.parametrize(("events", "facts"), MOVES)
def test_changes_of_state_become_facts(events, facts):
    happened = [Happened(name, later(hours=n), {"state": state}) for n, (name, state) in enumerate(events)]
    assert [fact.name for fact in facts_of(happened, [])] == facts


def test_an_out_of_office_is_no_fact_and_a_note_neither():
    said = [Wrote("inbound", NINE, void=True), Wrote("note", NINE)]
    assert facts_of([], said) == []


def test_a_change_that_is_seen_after_a_later_one_counts_too(ticket):
    """On PostgreSQL ids are given out before the commit: the lower one may become visible last."""
    last = Event.objects.filter(name="targets.adopted").latest("id")
    Event.objects.create(pk=last.pk + 1000, name=last.name, subject_type=last.subject_type, subject_id=1, at=NINE)
    before = rules_in_force()
    assert rules_in_force() is before
    Event.objects.create(pk=last.pk + 999, name=last.name, subject_type=last.subject_type, subject_id=1, at=NINE)
    assert rules_in_force() is not before
