"""What the desk asks before one of our people solves a ticket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.ground.reader.reading import AGENT as WRITER
from whiteglove.ground.reader.reading import Message as Written
from whiteglove.learning.standards.coach_situation import conversation_of, here_now
from whiteglove.learning.standards.queries import heard
from whiteglove.service.desk import before_solving
from whiteglove.service.desk.errors import Unready
from whiteglove.service.desk.models import Solution, Ticket

from . import checking, queries
from .actions.follow_up import put
from .actions.keep_check import keep_check
from .checking import AGENT, Answer, Spoken
from .facts import FACTS
from .in_force import Closing

PLANNED = "follow_up_planned"
LONGEST = 20_000


@dataclass(frozen=True)
class Unmet:
    """What the dialog shows. `held_up`: a lead alone may go on, with a reason; `word`: what was said so far."""

    closing: Closing
    answers: Sequence[Answer]
    held_up: bool
    may_overrule: bool
    word: Mapping[str, str]
    may_plan: bool = False


class SelfCheckGuard:
    def look(self, ticket: Ticket, by: Person, at: datetime, text: str) -> list[Spoken]:
        """What the reply shows that is to be sent: read before the lock, as the coach read it while it was written."""
        closing = queries.in_force() if text.strip() else None
        here = here_now() if closing and closing.asks else None
        if here is None:
            return []
        reading = here.read(Written(WRITER, text[:LONGEST]), conversation_of(ticket, by, here), closely=False)
        return [Spoken(one.behaviour, AGENT, one.quote, 0) for one in reading.findings]

    def judge(
        self, ticket: Ticket, by: Person, at: datetime, word: Mapping[str, str], looked: list[Spoken], message: int
    ) -> before_solving.Keep | None:
        closing = queries.in_force()
        if closing is None:
            return None
        # Fields of a dialog that belonged to another ticket say nothing about this one.
        word = word if word.get("ticket", str(ticket.pk)) == str(ticket.pk) else {}
        days = number(word.get("plan", "")) if may(by, "closing.plan", ticket) else 0
        planned = partial(plan_with, ticket=ticket, by=by, at=at, days=days) if days else None
        answers = asked(ticket, closing, looked, word, bool(days))
        if answers is None:
            return planned
        overruled = let_through(ticket, by, closing, answers, word)
        answers = checking.at_message(answers, message)
        about = {"ticket": ticket, "by": by, "at": at, "revision": closing.revision_id}
        return partial(kept, planned, about | {"answers": answers, "overruled": overruled})


def asked(
    ticket: Ticket, closing: Closing, looked: Sequence[Spoken], word: Mapping[str, str], planned: bool
) -> list[Answer] | None:
    """What each question comes to; None where nothing is asked."""
    if not closing.asks:
        return None
    readings = heard(ticket.pk)
    facts = queries.facts_of(ticket, readings, closing, looked) | ({PLANNED: FACTS[PLANNED]} if planned else {})
    if any(one in facts for one in closing.spared_if):
        return None
    spoken = queries.spoken_in(readings) + list(looked)
    return checking.answered(checking.check(closing.questions, spoken, facts), word)


def let_through(
    ticket: Ticket, by: Person, closing: Closing, answers: Sequence[Answer], word: Mapping[str, str]
) -> str:
    """Raises Unready, or gives the reason for which a lead overruled what the pack demands; mostly ""."""
    left, held_up = checking.left_open(answers), checking.holds_up(answers, closing.mode)
    may_overrule = bool(held_up) and may(by, "closing.overrule", ticket)
    why = word.get("why", "").strip() if may_overrule else ""
    if not left or (word.get("anyway") and (not held_up or why)):
        return why
    names = {one["id"]: one["name"] for one in closing.questions}
    listed = ", ".join(names[one.question].lower() for one in held_up or left)
    shown = Unmet(closing, answers, bool(held_up), may_overrule, word, may(by, "closing.plan", ticket))
    raise Unready(f"Before this is solved, look at: {listed}.", shown)


def plan_with(solution: Solution, *, ticket: Ticket, by: Person, at: datetime, days: int) -> None:
    put(ticket, solution, by=by, at=at, days=min(days, 60))


def kept(planned: before_solving.Keep | None, about: dict, solution: Solution) -> None:
    keep_check(solution=solution, **about)
    if planned:
        planned(solution)


def word(
    answers: Mapping[str, str] | None = None, *, anyway: bool = False, why: str = "", plan: int = 0
) -> dict[str, str]:
    """What a program says about solving, as the dialog would: {"timeline": "yes"}, and whether it is solved anyway."""
    more = {"anyway": "1" if anyway else "", "why": why, "plan": str(plan or "")}
    return dict(answers or {}) | {name: said for name, said in more.items() if said}


before_solving.register(SelfCheckGuard())
