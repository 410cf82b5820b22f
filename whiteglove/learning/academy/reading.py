"""A case study as its pages show it: sentences, what was marked in them, and what the key says. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .marking import Marks
from .programme import US

RIGHT, MISSED, EXTRA, OPEN = "right", "missed", "extra", ""


@dataclass(frozen=True)
class Mark:
    """A behaviour at a sentence. `tone`: right, missed (in the key alone) or extra (not in it)."""

    value: str
    number: int
    name: str
    about: str
    given: bool
    tone: str = OPEN


@dataclass(frozen=True)
class Sentence:
    """`marks`: those one may choose from, or those that were chosen and those of the key. `why`: of the key."""

    text: str
    place: str
    marks: tuple[Mark, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Message:
    ours: bool
    sentences: tuple[Sentence, ...]


Named = Mapping[str, Mapping[str, str]]


def to_mark(case: Mapping[str, Any], given: Marks, named: Named) -> list[Message]:
    """Each sentence of ours with everything that may be chosen."""
    return [Message(one["by"] == US, tuple(
        Sentence(said["text"], f"{number}.{at}", _choices(case, (number, at), given, named) if one["by"] == US else ())
        for at, said in enumerate(one["says"])
    )) for number, one in enumerate(case["messages"])]  # fmt: skip


def _choices(case: Mapping[str, Any], place: tuple[int, int], given: Marks, named: Named) -> tuple[Mark, ...]:
    return tuple(_mark(behaviour, place, number, behaviour in given.get(place, ()), OPEN, named)
                 for number, behaviour in enumerate(case["choose"], 1))  # fmt: skip


def compared(case: Mapping[str, Any], given: Marks, named: Named, opened: bool) -> list[Message]:
    """What was marked, against the key. Until the key is `opened` only the marks are shown: which of them are right is
    the key itself, for whoever marks everything once."""
    return [Message(one["by"] == US, tuple(
        _compared(case, said, (number, at), given, named, opened) for at, said in enumerate(one["says"])
    )) for number, one in enumerate(case["messages"])]  # fmt: skip


def _compared(
    case: Mapping[str, Any], said: Mapping[str, Any], place: tuple[int, int], given: Marks, named: Named, opened: bool
) -> Sentence:
    key, ours, marks = said.get("shows", ()), given.get(place, frozenset()), []
    for number, behaviour in enumerate(case["choose"], 1):
        tone = tone_of(behaviour in key, behaviour in ours) if opened else OPEN
        if tone or behaviour in ours:
            marks.append(_mark(behaviour, place, number, behaviour in ours, tone, named))
    return Sentence(said["text"], "{}.{}".format(*place), tuple(marks), said.get("why", "") if opened else "")


def tone_of(in_key: bool, given: bool) -> str:
    if in_key:
        return RIGHT if given else MISSED
    return EXTRA if given else OPEN


def _mark(behaviour: str, place: tuple[int, int], number: int, given: bool, tone: str, named: Named) -> Mark:
    known = named.get(behaviour, {})
    value = f"{place[0]}.{place[1]}.{behaviour}"
    return Mark(value, number, known.get("name", behaviour), known.get("about", ""), given, tone)


def key_opens(passed: bool, left: int | None) -> bool:
    """Once nothing can be won by copying it: passed, no attempt left, or as many attempts as one likes."""
    return passed or not left


def missed_in(case: Mapping[str, Any], given: Marks) -> Sequence[int]:
    """Messages of ours, counted from 1 among all, in which something of the key wasn't marked."""
    return [number + 1 for number, one in enumerate(case["messages"]) if one["by"] == US
            if any(set(said.get("shows", ())) - given.get((number, at), frozenset())
                   for at, said in enumerate(one["says"]))]  # fmt: skip
