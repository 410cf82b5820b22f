"""Periodic jobs: one worker at a time, by a lease on the job's row."""

from __future__ import annotations

import logging
import traceback
from datetime import datetime, timedelta

from django.db.models import F, Q

from whiteglove.ground.events.models import Job
from whiteglove.ground.events.outbox import LEASE, LONGEST_ERROR
from whiteglove.ground.events.registry import Periodic
from whiteglove.ground.lib import clock

log = logging.getLogger(__name__)


def begin(job: Periodic, worker: str, at: datetime) -> bool:
    """Take the job's lease if it is due and nobody alive holds it."""
    if not Job.objects.filter(name=job.name).exists():
        Job.objects.bulk_create([Job(name=job.name, due_at=at)], ignore_conflicts=True)
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    due = Job.objects.filter(free, name=job.name, due_at__lte=at)
    return bool(due.update(claimed_by=worker, claimed_until=at + LEASE, due_at=at + timedelta(seconds=job.seconds)))


def end(job: Periodic, worker: str, at: datetime, error: str = "") -> None:
    """Give the lease back, with what went wrong."""
    Job.objects.filter(name=job.name, claimed_by=worker).update(
        claimed_by="",
        claimed_until=None,
        finished_at=at,
        failures=F("failures") + 1 if error else 0,
        error=error[-LONGEST_ERROR:],
    )


def run(job: Periodic, worker: str) -> bool:
    """Run `job` if this worker gets it; whether it ran. An error is noted, and the job comes round again."""
    at, error = clock.now(), ""
    if not begin(job, worker, at):
        return False
    try:
        job.run(at)
    except Exception as problem:
        log.exception("The job %s failed", job.name)
        error = "".join(traceback.format_exception(problem))
    end(job, worker, clock.now(), error)
    return True


def renew(worker: str, at: datetime) -> None:
    """A sign of life for the jobs `worker` is running."""
    Job.objects.filter(claimed_by=worker).update(claimed_until=at + LEASE)
