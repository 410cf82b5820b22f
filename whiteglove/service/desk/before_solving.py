"""Before one of our people solves a ticket a room above may ask whether it is ready. The desk knows no question.

Nobody is asked when customers say themselves that it is solved, or when bots and jobs solve it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import Solution, Ticket

PREFIX = "word."  # of the fields of a form that hold what somebody says about it
Keep = Callable[[Solution], None]


class Guard(Protocol):
    def look(self, ticket: Ticket, by: Person, at: datetime, text: str) -> Any:
        """What takes a while, before the ticket is locked. `text`: the reply with which it is to be solved."""

    def judge(
        self, ticket: Ticket, by: Person, at: datetime, word: Mapping[str, str], looked: Any, message: int
    ) -> Keep | None:
        """Under the lock: raises Unready, or says what to keep with the solution. `message`: that reply, or 0."""


_guards: list[Guard] = []
_saying: ContextVar[Mapping[str, str]] = ContextVar("saying", default={})  # noqa: B039  never changed in place


def register(guard: Guard) -> Guard:
    """Called by a room above at start; the same one may call it again."""
    _guards[:] = [*(one for one in _guards if type(one) is not type(guard)), guard]
    return guard


@contextmanager
def saying(word: Mapping[str, str]) -> Iterator[None]:
    """What somebody says about whatever is solved meanwhile: a macro may solve as its last step."""
    before = _saying.set(word)
    try:
        yield
    finally:
        _saying.reset(before)


class Asking:
    """One attempt to solve a ticket: made before the lock, judged under it, kept once it is solved."""

    def __init__(
        self, ticket: Ticket, by: Person | None, at: datetime, word: Mapping[str, str] | None, text: str = ""
    ) -> None:
        self.by, self.at, self.word = by, at, word or _saying.get()
        self.looked = [(one, one.look(ticket, by, at, text)) for one in _guards] if by else []
        self.keeps: list[Keep] = []

    def judge(self, ticket: Ticket, message: int = 0) -> None:
        """Raises Unready where a room above has something to ask first."""
        said = [one.judge(ticket, self.by, self.at, self.word, looked, message) for one, looked in self.looked]
        self.keeps = [keep for keep in said if keep]

    def keep(self, solution: Solution) -> None:
        for one in self.keeps:
            one(solution)


def word_of(given: Mapping[str, str]) -> dict[str, str]:
    """What a form says about it, among other fields."""
    return {name.removeprefix(PREFIX): given[name] for name in given if name.startswith(PREFIX)}
