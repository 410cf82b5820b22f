"""What counting reads of a ticket, and what it makes of it: plain values. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from whiteglove.service.sla.facts import Fact

Open = Callable[[datetime, datetime], float]  # seconds a team was open between two instants


class Counted(NamedTuple):
    """One fact, as its row has it. Flags are 0 or 1, so that any database adds them up."""

    sort: str
    source: int  # the row it is about: a ticket, a clock, a promise …
    turn: int  # the how-manieth of its sort and source
    ticket: int | None
    at: datetime
    day: date
    until: datetime | None = None
    until_day: date | None = None
    person: int = 0
    team: int = 0
    channel: str = ""
    kind: str = ""
    priority: str = ""
    target: str = ""
    met: int = 0
    lost: int = 0
    stands: int = 0
    first: int = 0
    first_contact: int = 0
    one_touch: int = 0
    reopened: int = 0
    escalated: int = 0
    timed: int = 0
    value: int | None = None
    square: int = 0
    bucket: int | None = None
    business: int | None = None
    business_square: int = 0
    business_bucket: int | None = None


class Solved(NamedTuple):
    """A solution; `by` nobody when the customer said so. `undone`: opened again not by anybody's wish, but because the
    reply was taken back or another ticket merged into it."""

    pk: int
    at: datetime
    by: int | None
    ended_at: datetime | None


class Ran(NamedTuple):
    """A clock that was decided."""

    pk: int
    metric: str
    target: str
    met: bool
    at: datetime
    ended_at: datetime | None
    elapsed: int | None


class Promised(NamedTuple):
    pk: int
    at: datetime
    kept: bool
    person: int | None


class Visited(NamedTuple):
    """A visit to the chat that was decided; `day` as the desk counts it."""

    pk: int
    at: datetime
    day: date
    team: int | None
    answered: bool
    waited: int | None
    author: int | None


class Talked(NamedTuple):
    """A call about it. `rang_at`: since when, where that is known; `answered_at`: None if nobody was spoken with."""

    call: int
    came_in: bool
    rang_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    person: int

    @property
    def began(self) -> datetime | None:
        return self.rang_at or self.answered_at or self.ended_at


class Rung(NamedTuple):
    """A call that came in and is over, as its sheet has it; `day` as the telephone counts it. `in_time` None: nobody
    knows how long it rang."""

    call: int
    at: datetime
    day: date
    team: int | None
    person: int | None
    spoken: bool
    in_time: bool | None
    held_too_long: bool
    talked: int


class Answered(NamedTuple):
    """What one of us wrote, or said in a call and wrote down."""

    at: datetime
    person: int
    call: int | None = None


class Question(NamedTuple):
    """A customer was asked how it went, and has answered or not. `band` of the answer: good, middling or poor."""

    pk: int
    scale: str
    at: datetime
    person: int | None
    channel: str
    kind: str
    answered_at: datetime | None = None
    score: int | None = None
    band: str = ""


class Judged(NamedTuple):
    """A conversation was given points, from 0 to 100: by a person (`sort` review) or by itself (score)."""

    pk: int
    sort: str
    at: datetime
    person: int | None
    points: float


@dataclass
class Case:
    """All that counts of one ticket. `facts` as its clocks see it, none if no person was ever wanted."""

    ticket: int
    team: int | None = None
    assignee: int | None = None
    channel: str = "email"
    kind: str = ""
    priority: str = ""
    merged: bool = False
    facts: Sequence[Fact] = ()
    answers: Sequence[Answered] = ()  # of people, that stand
    calls: Sequence[Talked] = ()
    rung: Sequence[Rung] = ()
    held: Sequence[tuple[datetime, datetime | None, int]] = ()  # who had it from when until when
    solutions: Sequence[Solved] = ()
    undone: frozenset[datetime] = frozenset()  # when replies were taken back or the bot solved it: no solutions
    joined: frozenset[datetime] = frozenset()  # when tickets were merged into it
    escalations: Sequence[tuple[datetime, int | None]] = ()
    clocks: Sequence[Ran] = ()
    promises: Sequence[Promised] = ()
    visits: Sequence[Visited] = ()
    questions: Sequence[Question] = ()
    judged: Sequence[Judged] = ()
    others: Sequence[tuple[datetime, str]] = ()  # other matters of the same customer: when each began, of which kind

    def holder(self, at: datetime) -> int:
        """Who had it then; who has it now, if nobody did."""
        had = [person for since, until, person in self.held if since <= at and (until is None or at <= until)]
        return had[-1] if had else self.assignee or 0

    def author(self, at: datetime | None) -> int:
        """Whose answer it was, written or by telephone."""
        said = [(one.at, one.person) for one in self.answers]
        said += [(end, one.person) for one in self.calls if one.answered_at for end in (one.answered_at, one.ended_at)]
        return next((person for when, person in said if person and when == at), 0)

    def touches(self, until: datetime) -> int:
        """How often somebody of ours had answered by then. A call is one, whatever was said and written down in it."""
        written = [one for one in self.answers if one.at <= until]
        calls = {one.call for one in written if one.call}
        calls |= {one.call for one in self.calls if one.answered_at and one.answered_at <= until}
        return len(calls) + sum(1 for one in written if not one.call)

    def began_with(self, opened: datetime) -> list[Talked]:
        """The calls that a ticket of the telephone was opened for, in their order: they were there before."""
        calls = [one for one in self.calls if one.began and one.began <= opened] if self.channel == "phone" else []
        return sorted(calls, key=lambda one: one.began)


@dataclass(frozen=True)
class Rules:
    """How instants become days, and the numbers of the pack."""

    day: Callable[[datetime], date]
    open: Open
    first_contact: timedelta = timedelta(days=7)
    silent: timedelta = timedelta(days=365)
