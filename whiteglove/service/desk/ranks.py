"""Where a ticket stands in a list, as one whole number: smaller is sooner.

One number makes every list one walk along one index, and a page cursor two numbers: `(rank, id)`.
What is due comes first by its due time; then what has nothing due, the latest change first; then snoozed
tickets by when they wake; then solved ones, newest first.
"""

from datetime import UTC, datetime
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Microseconds since 1970 fit below this until the year 2286.
BAND = 10**16
DUE, QUIET, SNOOZED, SOLVED, MERGED = range(5)


def micros(at: datetime) -> int:
    """Microseconds since 1970; exact, unlike a float timestamp."""
    gone = at - EPOCH
    return (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds


def sooner(at: datetime) -> int:
    return max(0, min(micros(at), BAND - 1))


def newest(at: datetime) -> int:
    return BAND - 1 - sooner(at)


def rank(
    *,
    state: str,
    due_at: datetime | None,
    changed_at: datetime,
    solved_at: datetime | None = None,
    wakes_at: datetime | None = None,
) -> int:
    if state == "solved":
        return SOLVED * BAND + newest(solved_at or changed_at)
    if state == "merged":
        return MERGED * BAND + newest(changed_at)
    if state == "snoozed":
        return SNOOZED * BAND + sooner(wakes_at or changed_at)
    if due_at is not None:
        return DUE * BAND + sooner(due_at)
    return QUIET * BAND + newest(changed_at)


def rank_of(ticket: Any) -> int:
    """Where this ticket stands, from its own fields."""
    return rank(state=ticket.state, due_at=ticket.due_at, changed_at=ticket.changed_at, solved_at=ticket.solved_at,
                wakes_at=ticket.wakes_at)  # fmt: skip
