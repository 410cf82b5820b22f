"""Working off reactions: in order, again after failure, given up in the end."""

from datetime import timedelta

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.events import outbox, work, worker
from whiteglove.ground.events.backoff import LONGEST, MAX_TRIES, delay
from whiteglove.ground.events.models import Delivery, Event, State
from whiteglove.ground.events.registry import on
from whiteglove.ground.lib import clock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def heard():
    """What `note` heard: subjects in order."""
    heard = []

    @on("ticket.solved")
    def note(event):
        heard.append(event.subject)

    return heard


@pytest.fixture
def failing():
    """A reaction that fails until `failing["fails"]` is False."""
    state = {"fails": True, "ran": []}

    @on("ticket.solved")
    def stumble(event):
        state["ran"].append(event.subject)
        if state["fails"]:
            raise LookupError("no such mailbox")

    return state


def test_a_reaction_runs_once_and_is_done(solve, heard):
    solve()
    assert work.run_pending() == 1
    assert work.run_pending() == 0
    assert heard == ["ticket:42"]
    assert Delivery.objects.get().state == State.DONE


def test_reactions_to_one_subject_run_in_the_order_of_its_events(solve, heard):
    for ticket in (1, 2, 1, 3, 2):
        solve(ticket)
    work.run_pending()
    assert [s for s in heard if s == "ticket:1"] == ["ticket:1", "ticket:1"]
    done = Delivery.objects.filter(subject="ticket:1").order_by("done_at").values_list("event_id", flat=True)
    assert list(done) == sorted(done)


def test_one_failing_reaction_hurts_no_other(solve, heard, failing):
    solve()
    work.run_pending()
    assert heard == ["ticket:42"]
    failed = Delivery.objects.get(reaction="events.stumble")
    assert (failed.state, failed.tries) == (State.PENDING, 1)
    assert failed.due_at > clock.now()
    assert "no such mailbox" in failed.error


def test_a_failed_reaction_leaves_no_half_done_change(solve):
    @on("ticket.solved")
    def change_and_fail(event):
        Event.objects.filter(pk=event.pk).update(facts={"half": "done"})
        raise LookupError

    event = solve()
    work.run_pending()
    event.refresh_from_db()
    assert event.facts == {}


def test_it_is_tried_again_when_its_time_comes(solve, failing):
    solve()
    work.run_pending()
    failing["fails"] = False
    Delivery.objects.update(due_at=clock.now())
    work.run_pending()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error, len(failing["ran"])) == (State.DONE, "", 2)


def test_after_the_last_try_it_is_given_up_and_kept(solve, failing):
    solve()
    Delivery.objects.update(tries=MAX_TRIES - 1)
    work.run_pending()
    assert Delivery.objects.dead().get().error.endswith("LookupError: no such mailbox\n")


def test_what_was_given_up_can_be_replayed(solve, failing):
    solve()
    Delivery.objects.update(tries=MAX_TRIES - 1)
    work.run_pending()
    failing["fails"] = False
    assert outbox.replay(Delivery.objects.all(), clock.now()) == 1
    work.run_pending()
    assert Delivery.objects.get().state == State.DONE


def test_a_reaction_that_no_longer_exists_is_given_up(solve, heard, own_registry):
    solve()
    own_registry.reactions.clear()
    work.run_pending()
    assert "Nothing is called events.note" in Delivery.objects.dead().get().error


def test_a_later_event_of_the_same_subject_waits_for_the_one_that_runs(solve, heard):
    first, second = solve(), solve()
    at = clock.now()
    assert [d.event_id for d in outbox.claim("here", at)] == [first.pk]
    assert outbox.claim("there", at) == []
    Delivery.objects.filter(event=first).update(state=State.DONE)
    assert [d.event_id for d in outbox.claim("there", at)] == [second.pk]


def test_a_later_event_overtakes_one_that_waits_for_another_try(solve, heard):
    first, second = solve(), solve()
    Delivery.objects.filter(event=first).update(due_at=clock.now() + HOUR, tries=1)
    assert [d.event_id for d in outbox.claim("here", clock.now())] == [second.pk]


def test_two_workers_never_hold_the_same_delivery(solve, heard):
    for ticket in range(5):
        solve(ticket)
    at = clock.now()
    mine, theirs = outbox.claim("here", at, limit=3), outbox.claim("there", at, limit=3)
    assert (len(mine), len(theirs)) == (3, 2)
    assert not {d.pk for d in mine} & {d.pk for d in theirs}


def test_what_a_dead_worker_held_is_taken_back(solve, heard):
    solve()
    at = clock.now()
    outbox.claim("dead", at)
    assert outbox.reclaim(at + outbox.LEASE / 2) == 0
    assert outbox.reclaim(at + outbox.LEASE * 2) == 1
    work.run_pending(raising=True)
    assert heard == ["ticket:42"]


def test_a_living_worker_keeps_what_it_holds(solve, heard):
    solve()
    at = clock.now()
    outbox.claim("slow", at)
    outbox.renew("slow", at + outbox.LEASE)
    assert outbox.reclaim(at + outbox.LEASE * 1.5) == 0


def test_a_worker_that_lost_its_lease_finishes_nothing(solve, heard):
    solve()
    [delivery] = outbox.claim("slow", clock.now())
    outbox.reclaim(clock.now() + outbox.LEASE * 2)
    assert outbox.finish(delivery, clock.now()) is False
    assert work.run(delivery) is None
    assert heard == []


def test_what_kills_its_worker_every_time_is_given_up(solve, heard):
    solve()
    at = clock.now()
    for _ in range(MAX_TRIES):
        assert outbox.claim("doomed", at)
        at += outbox.LEASE * 2
        outbox.reclaim(at)
        at += HOUR
    assert "stopped before it was done" in Delivery.objects.dead().get().error


def test_a_worker_that_stops_gives_back_what_it_did_not_begin(solve, heard):
    solve()
    outbox.claim("leaving", clock.now())
    outbox.release("leaving")
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == (State.PENDING, 0)


def test_old_finished_deliveries_are_forgotten_but_never_their_events(solve, heard):
    solve()
    work.run_pending()
    assert outbox.prune(clock.now() + HOUR) == 1
    assert Event.objects.count() == 1


@override_settings(INLINE_REACTIONS=True)
def test_inline_a_commit_runs_the_reactions(solve, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        solve()
    assert heard == ["ticket:42"]


@override_settings(INLINE_REACTIONS=True)
def test_inline_a_failing_reaction_is_seen(solve, heard, failing, django_capture_on_commit_callbacks):
    with pytest.raises(LookupError), django_capture_on_commit_callbacks(execute=True):
        solve()
    assert heard == ["ticket:42"]


@given(tries=st.integers(1, 10_000), roll=st.floats(0, 1))
def test_waits_grow_stay_bounded_and_are_spread(tries, roll):
    wait = delay(tries, roll).total_seconds()
    assert 1.5 <= wait <= LONGEST
    assert wait <= delay(tries + 1, 0).total_seconds()


@pytest.mark.parametrize(("waiting", "gave_way"), [(1, 1), (worker.BATCH, 0)])
def test_a_reaction_lets_words_of_a_chat_pass_unless_many_wait(monkeypatch, waiting, gave_way):
    """A full hand means that more is waiting: letting others pass would only make it grow."""
    one, passed = worker.Worker(), []
    monkeypatch.setattr(outbox, "claim", lambda *given: ["delivery"] * waiting)
    monkeypatch.setattr(work, "run", lambda delivery: one.stopping.set())
    monkeypatch.setattr(worker.words, "give_way", passed.append)
    one.react()
    assert len(passed) == gave_way
