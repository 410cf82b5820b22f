"""Whose turn it is: one at a time, in the order in which they came."""

from collections import deque
from threading import Lock


class Turns:
    """A lock that is handed on. Who waits sleeps until exactly their turn has come; nobody overtakes."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._taken = False

    def take(self, seconds: float) -> bool:
        """Wait for one's turn; False when it didn't come within so many seconds."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        try:
            return mine.acquire(timeout=seconds) or not self._leave(mine)
        except BaseException:
            # Ctrl+C: a turn that came all the same goes to the next.
            if not self._leave(mine):
                self.give_back()
            raise

    def _leave(self, mine: Lock) -> bool:
        """Wait no longer; False if the turn came in this very moment."""
        with self._guard:
            waits = mine in self._waiting
            if waits:
                self._waiting.remove(mine)
            return waits

    def give_back(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


def turns_of(database: str) -> Turns:
    """Those of one file; each process has its own."""
    return _known.setdefault(database, Turns())


_known: dict[str, Turns] = {}
