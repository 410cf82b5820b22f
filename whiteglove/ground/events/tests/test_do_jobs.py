"""Periodic jobs: one worker at a time."""

from datetime import timedelta

import pytest

from whiteglove.ground.events import jobs, reactions, worker
from whiteglove.ground.events.models import Delivery, Event, Job, State, Worker
from whiteglove.ground.events.outbox import LEASE
from whiteglove.ground.events.registry import Periodic
from whiteglove.ground.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def tick():
    ran = []
    job = Periodic("sla.tick", 5, ran.append)
    return job, ran


def test_a_job_runs_and_is_due_again_later(tick):
    job, ran = tick
    assert jobs.run(job, "here")
    assert not jobs.run(job, "here")
    assert len(ran) == 1
    assert Job.objects.get().finished_at


def test_while_one_worker_runs_it_no_other_may(tick):
    job, _ = tick
    at = clock.now()
    assert jobs.begin(job, "here", at)
    assert not jobs.begin(job, "there", at + timedelta(seconds=6))


def test_when_its_worker_dies_another_takes_over(tick):
    job, _ = tick
    at = clock.now()
    jobs.begin(job, "dead", at)
    assert jobs.begin(job, "there", at + LEASE * 2)


def test_a_living_worker_keeps_a_long_job(tick):
    job, _ = tick
    at = clock.now()
    jobs.begin(job, "slow", at)
    jobs.renew("slow", at + LEASE)
    assert not jobs.begin(job, "there", at + LEASE * 1.5)


def test_an_error_is_noted_and_the_job_comes_round_again():
    def fail(at):
        raise LookupError("the server is away")

    job = Periodic("channels.fetch", 5, fail)
    assert jobs.run(job, "here")
    row = Job.objects.get()
    assert row.failures == 1
    assert "the server is away" in row.error
    assert jobs.begin(job, "there", clock.now() + timedelta(seconds=6))


def test_tidying_forgets_what_was_done_long_ago_and_workers_long_silent():
    at = clock.now()
    event = Event.objects.create(name="ticket.solved", subject_type="ticket", subject_id=1, at=at)
    for key, state, done_at in (
        ("old", State.DONE, at - reactions.KEPT * 2),
        ("new", State.DONE, at),
        ("dead", State.DEAD, None),
    ):
        Delivery.objects.create(event=event, reaction=key, subject="ticket:1", state=state, due_at=at, done_at=done_at)
    worker.sign_of_life("silent", at - timedelta(days=2))
    worker.sign_of_life("alive", at)
    reactions.tidy(at)
    assert sorted(Delivery.objects.values_list("reaction", flat=True)) == ["dead", "new"]
    assert list(Worker.objects.values_list("name", flat=True)) == worker.alive(at) == ["alive"]
