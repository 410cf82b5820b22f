"""A customer's answer opens a solved ticket again, unless a room above knows that nothing is asked of anybody."""

from collections.abc import Callable

Judge = Callable[[int, str], bool]
ALL_WELL = "all_well"  # a flag of such a message: no clock runs for it, and it waits for nobody
REST = "rest"  # what a decision says then, instead of "reopen"
_judges: dict[str, Judge] = {}


def judge(ask: Judge) -> Judge:
    """Let the decorated function say of (ticket, what was written) whether it stays solved. Asked before the lock."""
    _judges[f"{ask.__module__}.{ask.__qualname__}"] = ask
    return ask


def stays_solved(ticket: int, text: str) -> bool:
    return any(ask(ticket, text) for ask in _judges.values())
