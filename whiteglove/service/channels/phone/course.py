"""What became of a call, told by its marks. Pure: any order in, one answer out, however often it is asked.

An exchange tells what happens over a network, so its words may come late, twice, or the wrong way round: marks count by
the moment they tell of.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

RANG, ANSWERED, HELD, CHECKED, RESUMED = "rang", "answered", "held", "checked_in", "resumed"
PASSED, ACCEPTED, RETURNED, JOINED, VOICEMAIL, ENDED = (
    "passed", "accepted", "returned", "joined", "voicemail", "ended"
)  # fmt: skip
# In the order in which they count when they share an instant.
NAMES = (RANG, ANSWERED, HELD, CHECKED, RESUMED, PASSED, ACCEPTED, RETURNED, JOINED, VOICEMAIL, ENDED)
SPOKEN, MISSED, UNREACHED, MESSAGE = "spoken", "missed", "unreached", "voicemail"


class Mark(NamedTuple):
    """`by` did it, `to` is whom a transfer goes to: people's numbers."""

    name: str
    at: datetime
    by: Any = None
    to: Any = None


@dataclass
class Hold:
    since: datetime
    until: datetime | None = None
    check_ins: list[datetime] = field(default_factory=list)

    def alone(self, now: datetime) -> float:
        """The longest stretch in seconds without a word from us."""
        ends = [self.since, *self.check_ins, self.until or now]
        return max((after - before).total_seconds() for before, after in pairwise(ends))

    def lasted(self, now: datetime) -> float:
        return ((self.until or now) - self.since).total_seconds()


@dataclass
class Course:
    state: str = "ringing"
    person: Any = None
    offered_to: Any = None
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    holds: list[Hold] = field(default_factory=list)
    passes: int = 0
    joined: int = 0  # who came into the call besides the two
    left_message: bool = False

    @property
    def held_at(self) -> datetime | None:
        last = self.holds[-1] if self.holds else None
        return last.since if last and last.until is None else None

    @property
    def last_word(self) -> datetime | None:
        """When whoever is on hold last heard from us."""
        last = self.holds[-1] if self.held_at else None
        return [last.since, *last.check_ins][-1] if last else None

    def waited(self) -> float | None:
        """Seconds until it was answered; None if it wasn't, or nobody knows since when it rang."""
        return (self.answered_at - self.rang_at).total_seconds() if self.answered_at and self.rang_at else None

    def talked(self, now: datetime) -> float:
        """Seconds from the answer to the end, without those on hold."""
        if not self.answered_at:
            return 0.0
        whole = ((self.ended_at or now) - self.answered_at).total_seconds()
        return max(0.0, whole - sum(hold.lasted(now) for hold in self.holds))

    def became(self, came_in: bool) -> str:
        """How it stands once it has ended: spoken, voicemail, missed (nobody of ours answered), unreached (they)."""
        if self.answered_at:
            return SPOKEN
        if self.left_message:
            return MESSAGE
        return MISSED if came_in else UNREACHED


def course(marks: Iterable[Mark], person: Any = None) -> Course:
    """`person`: who has it before anybody is told of."""
    found = Course(person=person)
    for mark in sorted(marks, key=lambda one: (one.at, NAMES.index(one.name))):
        take(found, mark)
    return found


def take(found: Course, mark: Mark) -> None:
    """One step. What can't be (a hold before the answer, anything but a message after the end) changes nothing."""
    if mark.name == RANG:
        found.rang_at = found.rang_at or (None if found.answered_at else mark.at)
    elif mark.name == VOICEMAIL:
        found.left_message = True
    elif found.ended_at:
        return
    elif mark.name == ANSWERED and not found.answered_at:
        found.answered_at = mark.at
        found.state, found.person = "talking", mark.by or found.person
    elif mark.name == ENDED:
        unhold(found, mark.at)
        found.ended_at = mark.at
        found.state, found.offered_to = "ended", None
    elif found.answered_at:
        on_the_line(found, mark)


def on_the_line(found: Course, mark: Mark) -> None:
    """What happens between the answer and the end."""
    if mark.name == HELD and not found.held_at:
        found.holds.append(Hold(mark.at))
        found.state = "held"
    elif mark.name == CHECKED and found.held_at:
        found.holds[-1].check_ins.append(mark.at)
    elif mark.name == RESUMED:
        unhold(found, mark.at)
    elif mark.name == JOINED:
        found.joined += 1
    elif mark.name == PASSED:
        found.passes, found.offered_to = found.passes + 1, mark.to
    elif mark.name in (ACCEPTED, RETURNED):
        if mark.name == ACCEPTED:
            found.person = mark.by or found.offered_to or found.person
        found.offered_to = None
        unhold(found, mark.at)


def unhold(found: Course, at: datetime) -> None:
    if found.held_at:
        found.holds[-1].until, found.state = at, "talking"
