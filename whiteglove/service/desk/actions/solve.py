"""The customer's matter is settled, or it turns out that it isn't."""

from collections.abc import Mapping
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.before_solving import Asking
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Solution, State, Ticket

from .assign import take_from
from .attend import step_in
from .change import changing, tell
from .escalation import end_with_solution, stand_again
from .pass_on import end_handover
from .snooze import end_snooze


def solve(
    *,
    ticket: Ticket,
    by: Person | None,
    at: datetime,
    version: int | None = None,
    side: str = "",
    word: Mapping[str, str] | None = None,
) -> Ticket:
    """`side`: "customer" if they said so themselves. `word`: what its solver says about it (see before_solving.py).
    Raises Refused if it is solved already, Stale if it changed since `version`, Unready if something is missing."""
    asking = Asking(ticket, by, at, word)
    with changing(ticket, by=by, at=at, permit="desk.solve", version=version) as now:
        if now.state == State.SOLVED:
            raise Refused("This ticket is solved already.")
        asking.judge(now)
        before = now.state
        solution = settle(now, by, at)
        asking.keep(solution)
        tell("ticket.solved", now, by, at, before=before, **({"side": side} if side else {}))
    return ticket


def reopen(*, ticket: Ticket, by: Person | None, at: datetime, why: str = "", version: int | None = None) -> Ticket:
    with changing(ticket, by=by, at=at, permit="desk.solve", version=version) as now:
        if now.state != State.SOLVED:
            raise Refused("This ticket isn't solved, so there is nothing to open again.")
        unsettle(now, by, at, why)
        tell("ticket.reopened", now, by, at, why=why)
    return ticket


def settle(ticket: Ticket, by: Person | None, at: datetime) -> Solution:
    """Inside a change: the ticket becomes solved."""
    step_in(ticket, by, at)
    end_snooze(ticket, by, at, "solved")
    made = Solution.objects.create(ticket=ticket, by=by, at=at)
    ticket.state, ticket.solved_at = State.SOLVED, at
    end_with_solution(ticket, by, at)
    end_handover(ticket, by, at, "over")
    return made


def unsettle(ticket: Ticket, by: Person | None, at: datetime, why: str, state: str = State.OPEN) -> None:
    Solution.objects.standing().filter(ticket=ticket).update(ended_at=at, ended_by=by, why=why[:200])
    stand_again(ticket)
    ticket.state, ticket.solved_at = state, None
    if ticket.assignee_id and not ticket.assignee.at_the_desk:
        take_from(ticket, by, at)
