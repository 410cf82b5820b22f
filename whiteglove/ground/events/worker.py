"""A worker: threads that work off deliveries and periodic jobs until told to stop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import connection, connections
from django.db.utils import Error as DatabaseError

from whiteglove.ground.events import jobs, listener, outbox, wake, work
from whiteglove.ground.events.models import Worker as Life
from whiteglove.ground.events.registry import registry
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.precedence import words

log = logging.getLogger(__name__)

BEAT = outbox.LEASE.total_seconds() / 3
SILENT_AFTER = outbox.LEASE
BATCH = 10
JOBS_AT_ONCE = 4
# How long a worker sleeps unless woken: on SQLite nobody wakes it for what another process wrote.
NAP = {"sqlite": 0.5}
LONGEST_NAP = 2.0
GIVES_WAY = 0.03  # seconds


class Worker:
    """`Worker(threads=2).start()` … `.stop()`. Threads share one name, and so one lease."""

    def __init__(self, threads: int = 1) -> None:
        self.name = work.worker_name()
        self.stopping = threading.Event()
        self.bell = threading.Condition()
        self.rings = 0
        loops = [self.react] * threads + [self.keep_time, self.stay_alive]
        self.threads = [
            threading.Thread(target=self.guard, args=(loop,), name=f"worker-{loop.__name__}") for loop in loops
        ]
        self.unlisten: Callable[[], None] = lambda: None

    def start(self) -> Worker:
        sign_of_life(self.name, clock.now())
        listener.ensure()
        self.unlisten = wake.listen(self.ring)
        for thread in self.threads:
            thread.start()
        return self

    def stop(self, timeout: float = 20) -> None:
        """Finish what is running, give the rest back; at most `timeout` seconds."""
        self.stopping.set()
        self.ring()
        self.unlisten()
        end = time.monotonic() + timeout
        for thread in self.threads:
            thread.join(max(0.1, end - time.monotonic()))
        if not any(thread.is_alive() for thread in self.threads):
            outbox.release(self.name)
            Life.objects.filter(pk=self.name).delete()

    def ring(self) -> None:
        with self.bell:
            self.rings += 1
            self.bell.notify_all()

    def guard(self, loop: Callable[[], None]) -> None:
        """Run `loop` again and again: a database that went away mustn't end the worker."""
        while not self.stopping.is_set():
            try:
                loop()
            except DatabaseError:
                log.exception("The database failed; trying again")
                connections.close_all()
                self.stopping.wait(1)
            except Exception:
                log.exception("A worker thread failed; going on")
                self.stopping.wait(1)
        connections.close_all()

    def react(self) -> None:
        """Work off deliveries; sleep when there are none."""
        while not self.stopping.is_set():
            heard = self.rings
            batch = outbox.claim(self.name, clock.now(), BATCH)
            for delivery in batch:
                if not self.stopping.is_set():
                    # Not while much is waiting: then it would only grow.
                    if len(batch) < BATCH:
                        words.give_way(GIVES_WAY)
                    work.run(delivery)
            if not batch:
                self.sleep(heard)

    def sleep(self, heard: int) -> None:
        with self.bell:
            if self.rings == heard:
                self.bell.wait(NAP.get(connection.vendor, LONGEST_NAP))

    def keep_time(self) -> None:
        """Start the periodic jobs that are due, each in a thread of its own so that none holds up another."""
        next_at = dict.fromkeys(registry.jobs, 0.0)
        running: set[str] = set()
        with ThreadPoolExecutor(JOBS_AT_ONCE, thread_name_prefix="job") as pool:
            while not self.stopping.wait(0.2):
                for job in tuple(registry.jobs.values()):
                    if job.name not in running and time.monotonic() >= next_at.get(job.name, 0):
                        next_at[job.name] = time.monotonic() + job.seconds
                        running.add(job.name)
                        pool.submit(self.do, job).add_done_callback(lambda _, name=job.name: running.discard(name))

    def do(self, job) -> None:
        try:
            words.give_way(GIVES_WAY)
            jobs.run(job, self.name)
        except DatabaseError:
            log.exception("The job %s couldn't be noted", job.name)
            connections.close_all()

    def stay_alive(self) -> None:
        """Keep the leases, take back those of the dead."""
        while True:
            at = clock.now()
            sign_of_life(self.name, at)
            outbox.renew(self.name, at)
            jobs.renew(self.name, at)
            if outbox.reclaim(at):
                self.ring()
            if self.stopping.wait(BEAT):
                return


def sign_of_life(name: str, at: datetime) -> None:
    if not Life.objects.filter(pk=name).update(seen_at=at):
        Life.objects.bulk_create([Life(name=name, started_at=at, seen_at=at)], ignore_conflicts=True)


def alive(at: datetime) -> list[str]:
    """Workers heard of lately."""
    return list(Life.objects.filter(seen_at__gte=at - SILENT_AFTER).values_list("name", flat=True))


def forget_dead(at: datetime) -> None:
    """Drop workers that have been silent for a day."""
    Life.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()
