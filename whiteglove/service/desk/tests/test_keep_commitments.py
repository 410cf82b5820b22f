"""What we promise is offered, tracked, kept or broken; whoever promised is reminded in time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.ground.events.work import run_pending
from whiteglove.service.customers.actions.erase import erase
from whiteglove.service.desk import actions, export
from whiteglove.service.desk.actions import commitment as verbs
from whiteglove.service.desk.actions.watch_commitments import read_promises, watch_due
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Commitment, Stage, State, Ticket
from whiteglove.service.desk.reminding import new_time, remind_at

from .conftest import NINE, later

pytestmark = pytest.mark.django_db
CALL = "Hello Cleo, I'll call you back by Thursday noon."


@pytest.fixture
def answer(ticket, ada):
    """`answer("I'll call…")` replies and works off what follows; the message."""

    def send(text: str = CALL, at: datetime = NINE, then: str | None = None):
        sent = actions.reply(
            ticket=ticket, by=ada, at=at, text=text, seen_message_id=Ticket.objects.get(pk=ticket.pk).last_inbound_id,
            then=then,
        )  # fmt: skip
        run_pending(raising=True)
        ticket.refresh_from_db()
        return sent

    return send


@pytest.fixture
def promise(answer, ada) -> Commitment:
    """To call back by Thursday noon, tracked by Ada."""
    answer()
    return verbs.confirm(commitment=Commitment.objects.get(), by=ada, at=NINE)


def told(name: str) -> int:
    return Event.objects.filter(name=f"commitment.{name}").count()


def test_a_promise_in_a_reply_is_offered_with_its_words(answer, ada, ticket):
    sent = answer()
    row = Commitment.objects.get()
    assert (row.what, row.who, row.person, row.state) == ("Call back", "me", ada, Stage.OFFERED)
    assert row.words == "I'll call you back by Thursday noon"
    assert row.due_at == datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
    assert (row.message, ticket.promised, told("offered")) == (sent, 1, 1)


def test_the_time_is_the_customers(answer, ticket):
    ticket.customer.time_zone = "Africa/Douala"
    ticket.customer.save()
    answer()
    assert Commitment.objects.get().due_at == datetime(2026, 3, 5, 11, 0, tzinfo=UTC)


def test_a_reply_without_a_promise_offers_nothing(answer, ticket):
    answer("Hello Cleo, the second payment was sent back yesterday.")
    assert not Commitment.objects.exists()
    assert ticket.promised == 0


def test_reading_the_same_reply_again_offers_nothing_new(answer):
    answer()
    read_promises(Event.objects.get(name="ticket.replied"))
    assert (Commitment.objects.count(), told("offered")) == (1, 1)


def test_a_reply_taken_back_takes_its_promises_along(answer, ada, ticket):
    sent = answer()
    actions.undo_reply(message=sent, by=ada, at=later(seconds=3))
    run_pending(raising=True)
    ticket.refresh_from_db()
    assert not Commitment.objects.exists()
    assert (ticket.promised, told("withdrawn")) == (0, 1)


def test_confirming_twice_is_once(promise, ada):
    verbs.confirm(commitment=promise, by=ada, at=later(minutes=1))
    assert promise.confirmed_at == NINE
    assert told("confirmed") == 1


def test_a_tracked_promise_brings_its_ticket_back_an_hour_before(promise, ticket):
    Ticket.objects.filter(pk=ticket.pk).update(state=State.WAITING)
    assert watch_due(at=promise.due_at - timedelta(minutes=61)) == 0
    watch_due(at=promise.due_at - timedelta(minutes=59))
    watch_due(at=promise.due_at - timedelta(minutes=58))
    ticket.refresh_from_db()
    assert ticket.state == State.OPEN
    assert told("reminded") == 1


def test_a_snoozed_ticket_wakes_and_a_solved_one_stays_solved(promise, ada, ticket):
    actions.snooze(ticket=ticket, by=ada, at=NINE, until=later(days=9))
    watch_due(at=promise.due_at - timedelta(minutes=5))
    ticket.refresh_from_db()
    assert (ticket.state, ticket.wakes_at) == (State.OPEN, None)
    actions.solve(ticket=ticket, by=ada, at=promise.due_at)
    watch_due(at=promise.due_at + timedelta(minutes=5))
    ticket.refresh_from_db()
    assert (ticket.state, told("broken")) == (State.SOLVED, 1)


def test_a_promise_past_its_time_is_broken_and_can_still_be_kept_late(promise, ada, ticket):
    watch_due(at=promise.due_at)
    promise.refresh_from_db()
    assert promise.state == Stage.OPEN
    watch_due(at=promise.due_at + timedelta(minutes=1))
    promise.refresh_from_db()
    assert (promise.state, promise.ended_by) == (Stage.BROKEN, None)
    verbs.keep(commitment=promise, by=ada, at=promise.due_at + timedelta(hours=1))
    assert promise.late
    assert Ticket.objects.get(pk=ticket.pk).promised == 0


def test_what_nobody_confirmed_is_neither_reminded_of_nor_broken(answer):
    answer()
    assert watch_due(at=later(days=30)) == 0


def test_each_step_can_be_taken_back(promise, ada):
    verbs.keep(commitment=promise, by=ada, at=later(hours=1))
    verbs.reopen(commitment=promise, by=ada, at=later(hours=2))
    assert (promise.state, promise.ended_at) == (Stage.OPEN, None)
    verbs.reopen(commitment=promise, by=ada, at=later(hours=3))
    assert promise.state == Stage.OFFERED
    verbs.dismiss(commitment=promise, by=ada, at=later(hours=4))
    verbs.reopen(commitment=promise, by=ada, at=later(hours=5))
    assert promise.state == Stage.OFFERED


def test_what_is_taken_back_after_its_time_stands_broken_until_it_gets_a_new_one(promise, ada, ticket):
    over = promise.due_at + timedelta(hours=1)
    watch_due(at=over)
    promise.refresh_from_db()
    for verb in (verbs.keep, verbs.dismiss):
        verb(commitment=promise, by=ada, at=over)
        verbs.reopen(commitment=promise, by=ada, at=over)
        assert (promise.state, promise.ended_by, promise.ended_at) == (Stage.BROKEN, None, promise.due_at)
    assert Ticket.objects.get(pk=ticket.pk).promised == 1
    assert watch_due(at=over) == 0
    with pytest.raises(Refused, match="choose a new one"):
        verbs.reopen(commitment=promise, by=ada, at=over)
    verbs.change(commitment=promise, by=ada, at=over, what="Call back", due_at=over + timedelta(days=1))
    assert (promise.state, watch_due(at=over + timedelta(seconds=15)), told("broken")) == (Stage.OPEN, 0, 1)


def test_giving_up_too_early_can_be_taken_back(promise, ada):
    verbs.break_(commitment=promise, by=ada, at=later(hours=1))
    verbs.reopen(commitment=promise, by=ada, at=later(hours=2))
    assert (promise.state, watch_due(at=later(hours=2))) == (Stage.OPEN, 0)


def test_changing_says_it_anew_and_tracks_it(answer, ada):
    answer()
    row = verbs.change(commitment=Commitment.objects.get(), by=ada, at=NINE, what="Call Cleo", due_at=later(hours=2))
    assert (row.state, row.what, row.remind_at) == (Stage.OPEN, "Call Cleo", later(minutes=90))
    with pytest.raises(Refused, match="still to come"):
        verbs.change(commitment=row, by=ada, at=NINE, what="x", due_at=NINE)
    with pytest.raises(Refused, match="few words"):
        verbs.change(commitment=row, by=ada, at=NINE, what=" ", due_at=None)


def test_an_ended_promise_refuses_what_makes_no_sense(promise, ada):
    verbs.dismiss(commitment=promise, by=ada, at=NINE)
    for verb in (verbs.confirm, verbs.keep, verbs.break_):
        with pytest.raises(Refused):
            verb(commitment=promise, by=ada, at=NINE)


def test_a_later_reply_that_reads_as_if_it_were_kept_is_suggested(promise, answer, monkeypatch):
    from whiteglove.service.desk.actions import watch_commitments

    monkeypatch.setattr(watch_commitments, "kept_by", lambda reading, rows: rows[0])
    sent = answer("As promised, I called back and left word.", at=later(hours=3))
    promise.refresh_from_db()
    assert (promise.seems_kept_by, promise.state, told("seems_kept")) == (sent, Stage.OPEN, 1)


def test_promises_follow_their_reply_into_a_merge_and_back(promise, ada, lee, cleo_amara, ticket):
    other = actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject="Other", text="x")
    actions.merge(source=ticket, into=other, by=lee, at=NINE)
    promise.refresh_from_db()
    other.refresh_from_db()
    assert (promise.ticket, other.promised, Ticket.objects.get(pk=ticket.pk).promised) == (other, 1, 0)
    actions.unmerge(source=ticket, by=lee, at=NINE)
    promise.refresh_from_db()
    assert (promise.ticket, Ticket.objects.get(pk=ticket.pk).promised) == (ticket, 1)
    assert Ticket.objects.get(pk=other.pk).promised == 0


def test_erasing_the_customer_erases_what_was_promised(promise, admin, cleo_amara):
    erase(customer=cleo_amara, by=admin, at=later(days=1), reason="asked")
    promise.refresh_from_db()
    assert "call" not in f"{promise.what} {promise.words} {promise.condition} {promise.due_words}".lower()


def test_an_export_has_the_promises(promise, lee, ticket):
    assert '"what": "commitment"' in "".join(export.export_conversation(ticket, lee))


VERBS = {
    "confirm": {}, "change": {"what": "x", "due_at": None}, "keep": {}, "break_": {}, "dismiss": {}, "reopen": {},
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_zed_and_mo_may_do_nothing_and_strangers_find_nothing(verb, promise, zed, mo, cleo, billing):
    stranger = make_person("Agent 7", "agent7@whiteglove.example", "lead", billing)
    before = Event.objects.count()
    for nobody, refusal in (
        (zed, PermissionDenied),
        (mo, PermissionDenied),
        (cleo, PermissionDenied),
        (stranger, Http404),
    ):
        with pytest.raises(refusal):
            getattr(verbs, verb)(commitment=promise, by=nobody, at=NINE, **VERBS[verb])
    assert Event.objects.count() == before


@pytest.mark.parametrize(("minutes", "lead"), [(600, 60), (240, 60), (60, 15), (20, 5), (-5, 0)])
def test_one_is_reminded_an_hour_before_or_in_the_last_quarter(minutes, lead):
    due = later(minutes=minutes)
    assert due - remind_at(due, NINE) == timedelta(minutes=lead)
    assert remind_at(None, NINE) is None


def march(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "now", "new"),
    [
        (march(5, 12), march(5, 12, 1), march(6, 12)),
        (march(4, 12), march(5, 9), march(5, 12)),
        (march(6, 12), march(6, 15), march(9, 12)),
        (march(1, 23, 59), march(2, 9), march(2, 17)),
        (march(1, 23, 59), march(2, 18), march(3, 17)),
    ],
)
def test_a_new_time_is_the_same_hour_of_the_next_open_day(due, now, new):
    assert new_time(due, now, lambda day: None if day.weekday() > 4 else march(day.day, 17)) == new


def test_without_an_open_day_ahead_it_is_the_next_day():
    assert new_time(NINE, later(hours=1), lambda day: None) == later(days=1)
