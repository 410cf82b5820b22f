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
_lanes: dict[str, "Lane"] = {}
_guard = threading.Lock()


class Lane:
    """A thread that exists only while there is something to do."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self.name, self.work = name, work
        self._again = False
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def wake(self) -> None:
        """Returns at once; quick enough to be called after every commit."""
        with self._lock:
            self._again = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=f"lane {self.name}", daemon=True)
                self._thread.start()

    def join(self, timeout: float | None = None) -> None:
        if thread := self._thread:
            thread.join(timeout)

    def _more(self) -> bool:
        with self._lock:
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
