"""What a job does with one thing after the other: one that fails holds up none behind it."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import InterfaceError, OperationalError

log = logging.getLogger(__name__)
Thing = TypeVar("Thing")
TOLD = 20


class SomeFailed(RuntimeError):
    """Says of which things, and why; its cause is the first of the errors."""


def each(things: Iterable[Thing], do: Callable[[Thing], object], name: Callable[[Thing], str] = str) -> int:
    """Do it with every one; returns how many went well.

    What failed is logged at once, and raised as SomeFailed when all have had their turn: so the job is shown as failed,
    with the reasons. A database that has gone away ends it there.
    """
    problems: list[tuple[str, Exception]] = []
    done = 0
    for thing in things:
        try:
            do(thing)
            done += 1
        except (InterfaceError, OperationalError):
            raise
        except Exception as problem:
            log.exception("%s failed; going on", name(thing))
            problems.append((name(thing), problem))
    if problems:
        told = "; ".join(f"{what}: {type(why).__name__}: {why}" for what, why in problems[:TOLD])
        raise SomeFailed(f"{len(problems)} of {done + len(problems)} failed. {told}") from problems[0][1]
    return done
