"""Periodic jobs: one worker at a time."""

from datetime import timedelta

import pytest

from whiteglove.ground.events import jobs
from whiteglove.ground.events.models import Job
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
