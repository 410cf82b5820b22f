"""What became of a chat, told by what happened; and many of them added up. Pure.

A chat is one visit of a customer in the chat. It waits until somebody of ours has answered or it is over: then it was
answered, or abandoned. Of the abandoned it was missed if the desk was open when it began and nobody had it at its end.
As long as only the answer bot has been wanted it waits for nobody: it is the bot's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import NamedTuple

WAITING, ANSWERED, ABANDONED, MISSED, BY_BOT = "waiting", "answered", "abandoned", "missed", "by_bot"
GIVEN = {"ticket.assigned", "ticket.taken_over"}
BACK = {"ticket.unassigned"}
PERHAPS = {"ticket.passed_on", "ticket.pass_refused", "ticket.handover_undone"}  # fact "to": who has it then, or nobody
BOT = ("ticket.bot_attends", "ticket.bot_left")
TOLD = (*BOT, "ticket.replied", "ticket.reply_undone", "ticket.moved", "chat.ended", *sorted(GIVEN | BACK | PERHAPS))


class Told(NamedTuple):
    name: str
    at: datetime
    facts: Mapping


class Became(NamedTuple):
    """`answer` is the message that answered, `waited` whole seconds until then."""

    outcome: str = WAITING
    answer: int | None = None
    answered_at: datetime | None = None
    waited: int | None = None
    ended_at: datetime | None = None


def became(events: Iterable[Told], *, session: int, began_at: datetime, in_hours: bool) -> Became:
    """`events` of its ticket, in their order. What is answered once it is over was abandoned all the same."""
    events = list(events)
    began_at, by_bot = people_wanted(events, session, began_at)
    undone = {one.facts.get("message") for one in events if one.name == "ticket.reply_undone"}
    held, answer = False, None
    for one in events:
        held = holder(one, held)
        if answer is None and one.name == "ticket.replied" and one.at >= began_at:
            answer = one if one.facts.get("message") not in undone else None
        if one.name == "chat.ended" and one.facts.get("session") == session:
            if by_bot and not answer:
                return Became(BY_BOT, ended_at=one.at)
            return answered(answer, began_at, one.at) if answer else lost(one.at, in_hours and not held)
    return answered(answer, began_at) if answer else Became(BY_BOT if by_bot else WAITING)


def people_wanted(events: Iterable[Told], session: int, began_at: datetime) -> tuple[datetime, bool]:
    """(since when people were waited for, whether only the answer bot has been wanted): where it left the chat to
    nobody its visitor was answered by it, or is being."""
    by_bot = False
    for one in events:
        if one.name in BOT and one.facts.get("session") == session:
            by_bot = not one.facts.get("waited_for")
            began_at = began_at if by_bot else one.at
    return began_at, by_bot


def holder(event: Told, before: bool) -> bool:
    """Whether somebody has it after this."""
    if event.name in GIVEN:
        return True
    if event.name in BACK or (event.name == "ticket.moved" and event.facts.get("put_back")):
        return False
    return bool(event.facts.get("to")) if event.name in PERHAPS else before


def answered(answer: Told, began_at: datetime, ended_at: datetime | None = None) -> Became:
    waited = int((answer.at - began_at).total_seconds())
    return Became(ANSWERED, answer.facts.get("message"), answer.at, waited, ended_at)


def lost(at: datetime, missed: bool) -> Became:
    return Became(MISSED if missed else ABANDONED, ended_at=at)


@dataclass
class Sum:
    """How many chats became what; `waits` {seconds: how many} of those that were answered."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    waits: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, outcome: str, waited: int | None, many: int) -> None:
        self.counts[outcome] += many
        if outcome == ANSWERED:
            self.waits[waited or 0] += many

    @property
    def chats(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return self.counts[WAITING]

    @property
    def answered(self) -> int:
        return self.counts[ANSWERED]

    @property
    def abandoned(self) -> int:
        """Missed ones included."""
        return self.counts[ABANDONED] + self.counts[MISSED]

    @property
    def by_bot(self) -> int:
        return self.counts[BY_BOT]

    @property
    def missed(self) -> int:
        return self.counts[MISSED]

    def within(self, share: float) -> int | None:
        """The shortest wait in seconds that `share` of the answered didn't exceed (nearest rank); None without any."""
        rank, passed = ceil(self.answered * share), 0
        for seconds in sorted(self.waits):
            passed += self.waits[seconds]
            if passed >= rank:
                return seconds
        return None

    @property
    def p50(self) -> int | None:
        return self.within(0.5)

    @property
    def p90(self) -> int | None:
        return self.within(0.9)
