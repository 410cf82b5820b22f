"""One working out for all who look: kept in the process, worked out anew when something happened since.

Not more often than every second, and by one of those who ask; the others wait for it. As clocks run on without an
event, it is never older than half a minute.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from whiteglove.ground.events import log

from .working_out import Wall, figures_of_all, last_before

REST, OLDEST = timedelta(seconds=1), timedelta(seconds=30)


@dataclass(frozen=True)
class Worked:
    """`drawn`: what was made of it for those who look, by what they see."""

    wall: Wall
    at: datetime
    place: object
    drawn: dict[Hashable, str] = field(default_factory=dict)


class Shared:
    """`work` makes a wall of a time; `place` says how far the log goes."""

    def __init__(self, work: Callable[[datetime], Wall], place: Callable[[], object]) -> None:
        self.work, self.place, self.lock, self.kept = work, place, Lock(), None

    def now(self, at: datetime) -> Worked:
        place = self.place()
        kept = self.kept
        if kept and self.holds(kept, place, at):
            return kept
        with self.lock:
            if not (self.kept and self.holds(self.kept, place, at)):
                self.kept = Worked(self.work(at), at, place)
            return self.kept

    def holds(self, kept: Worked, place: object, at: datetime) -> bool:
        age = at - kept.at
        return age < REST if kept.place != place else age < OLDEST

    def forget(self) -> None:
        self.kept = None
        last_before.cache_clear()


shared = Shared(figures_of_all, log.head)
