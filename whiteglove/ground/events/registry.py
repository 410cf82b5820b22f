"""What can happen, who reacts, and what is done again and again: filled while the house starts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whiteglove.ground.events.models import Event

NAME = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")


class Undeclared(LookupError):
    """An event name that no room's events.py declares."""


@dataclass(frozen=True)
class Declared:
    """One kind of event. `sentence` is for people: "{by} solved the ticket"."""

    name: str
    sentence: str
    room: str


@dataclass(frozen=True)
class Reaction:
    """What one room does when something happened. `key` ("sla.start_clocks") is stored with each delivery."""

    key: str
    names: tuple[str, ...]
    run: Callable[[Event], object]
    atomic: bool = True
    rehearsed: tuple[str, ...] = ()  # what it hears of where it is only practised


@dataclass(frozen=True)
class Periodic:
    """A job that one worker at a time does every `seconds`."""

    name: str
    seconds: float
    run: Callable[[datetime], object]


@dataclass
class Registry:
    declared: dict[str, Declared] = field(default_factory=dict)
    reactions: dict[str, Reaction] = field(default_factory=dict)
    jobs: dict[str, Periodic] = field(default_factory=dict)


registry = Registry()


def declare(name: str, sentence: str, *, room: str = "") -> None:
    """Say in a room's events.py that `name` ("noun.past_verb") can happen, and how a person would put it."""
    if not NAME.fullmatch(name):
        raise ValueError(f"an event is named noun.past_verb in lower case, not {name!r}")
    if not sentence.strip():
        raise ValueError(f"{name} needs a sentence")
    known = registry.declared.get(name)
    if known and known.room != room:
        raise ValueError(f"{name} is declared by {known.room} and again by {room}")
    registry.declared[name] = Declared(name, sentence, room)
    reactions_to.cache_clear()


def on(*names: str, atomic: bool = True) -> Callable:
    """Decorate a reaction, which takes the event: `@on("ticket.solved")`, or `@on("ticket.*")` for all of a noun.

    It runs after the commit, at least once: make it idempotent. With `atomic` its changes and the note that it
    is done are one transaction. Use `atomic=False` for what talks to the outside world and mustn't hold a
    transaction open meanwhile.
    """
    return lambda run: hears(run, names, (), atomic)


def on_rehearsal(*names: str, atomic: bool = True) -> Callable:
    """The same for what happens to something that is `rehearsed`, of which `@on` never hears: only what says so here
    follows from practice. A reaction to both carries both decorators."""
    return lambda run: hears(run, (), names, atomic)


def hears(run: Callable[[Event], object], names: tuple[str, ...], rehearsed: tuple[str, ...], atomic: bool) -> Callable:
    key = key_of(run)
    known = registry.reactions.get(key) or Reaction(key, (), run)
    if (known.run.__module__, known.run.__qualname__) != (run.__module__, run.__qualname__):
        raise ValueError(f"two reactions are called {key}")
    both = (tuple(dict.fromkeys((*known.names, *names))), tuple(dict.fromkeys((*known.rehearsed, *rehearsed))))
    registry.reactions[key] = Reaction(key, both[0], run, atomic, both[1])
    reactions_to.cache_clear()
    return run


def every(*, seconds: float, name: str) -> Callable:
    """Decorate a periodic job, which takes the time: `@every(seconds=5, name="sla.tick") def tick(at)`.

    One worker at a time runs it; when that worker dies another takes over once its lease has run out. Make it
    idempotent: it may be cut off anywhere.
    """

    def add(run: Callable[[datetime], object]) -> Callable:
        registry.jobs[name] = Periodic(name, seconds, run)
        return run

    return add


def key_of(run: Callable) -> str:
    """ "desk.tell_owner" for tell_owner in whiteglove.service.desk.reactions."""
    parts = run.__module__.split(".")
    room = parts[2] if parts[0] == "whiteglove" and len(parts) > 2 else parts[-1]
    return f"{room}.{run.__name__}"


def sentence_of(name: str) -> str:
    """The sentence of a declared event; Undeclared otherwise."""
    try:
        return registry.declared[name].sentence
    except KeyError:
        raise Undeclared(f"no room declares the event {name!r}: add declare() to its events.py") from None


@cache
def reactions_to(name: str, rehearsed: bool = False) -> tuple[Reaction, ...]:
    """Who reacts to `name`, in the order of their keys."""
    noun = name.partition(".")[0]
    wanted = {name, f"{noun}.*", "*"}
    every = [one for _, one in sorted(registry.reactions.items())]
    return tuple(one for one in every if wanted & set(one.rehearsed if rehearsed else one.names))
