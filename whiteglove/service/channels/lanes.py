"""Background work that must not hold up the worker: a slow mail server, a long mailbox, a burst of mail.

A lane runs one thing at a time; waking it while it runs makes it run once more. Lanes keep no work of their own:
everything is in the database, so nothing is lost when the process dies.
"""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import connection

log = logging.getLogger(__name__)
# A lane that has nothing to do waits this long for more: a new thread and a new connection cost more than a mail.
LINGERS = 2.0  # seconds
_lanes: dict[str, "Lane"] = {}
_guard = threading.Lock()


class Lane:
    """A thread that exists while there is something to do, and for a moment after."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self.name, self.work = name, work
        self._again = False
        self._thread: threading.Thread | None = None
        self._lock = threading.Condition()
        self._leaving = False

    def wake(self) -> None:
        """Returns at once; quick enough to be called after every commit."""
        with self._lock:
            self._again = True
            self._lock.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=f"lane {self.name}", daemon=True)
                self._thread.start()

    def join(self, timeout: float | None = None) -> None:
        """Waits until what there is to do is done and the thread has ended."""
        with self._lock:
            thread, self._leaving = self._thread, True
            self._lock.notify_all()
        if thread:
            thread.join(timeout)
        with self._lock:
            self._leaving = False

    def _more(self) -> bool:
        with self._lock:
            if not self._again:
                self._lock.wait_for(lambda: self._again or self._leaving, LINGERS)
            more, self._again = self._again, False
            if not more:
                self._thread = None
            return more

    def _run(self) -> None:
        try:
            while self._more():
                try:
                    self.work()
                except Exception:
                    log.exception("lane %s stumbled", self.name)
                    connection.close()
        finally:
            connection.close()


def drop_broken_connection() -> None:
    """After an error that may have been the database's: the next query gets a connection that works."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def run(name: str, work: Callable[[], object]) -> None:
    """Does the work in its lane, or here and now where reactions run inline (tests)."""
    if settings.INLINE_REACTIONS:
        work()
        return
    with _guard:
        lane = _lanes.setdefault(name, Lane(name, work))
        lane.work = work
    lane.wake()


def settle(timeout: float = 10) -> None:
    """Waits for every lane to come to rest; for stopping and for tests."""
    for lane in list(_lanes.values()):
        lane.join(timeout)
