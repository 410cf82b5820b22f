"""What goes first: what somebody waits for this very moment, before what may as well follow a little later.

The threads of a process share one interpreter. A line of a chat that is worked off beside three panels and a reaction
takes four times as long; those lose a moment by letting it pass.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Precedence:
    def __init__(self) -> None:
        self._under_way = 0
        self._changed = Condition()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Around what goes first; others begin once it is over."""
        with self._changed:
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                if not self._under_way:
                    self._changed.notify_all()

    def give_way(self, seconds: float) -> None:
        """Before what may follow: wait until nothing that goes first is under way, so many seconds at most."""
        if self._under_way:
            with self._changed:
                self._changed.wait_for(lambda: not self._under_way, seconds)


words = Precedence()
"""What is said in a chat, on its way to either side."""
