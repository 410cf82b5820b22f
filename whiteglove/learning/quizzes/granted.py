"""Attempts that rooms above grant somebody beyond a quiz's own limit: a second look at a result, say."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from whiteglove.ground.people.models import Person

Asked = Callable[[Person], Mapping[str, Sequence[datetime]]]
_asked: list[Asked] = []


def register(asked: Asked) -> None:
    """`asked(person)`: when they were given one more attempt, by quiz. It is asked only where that matters."""
    _asked.append(asked)


def granted(person: Person) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = {}
    for asked in _asked:
        for quiz, times in asked(person).items():
            found.setdefault(quiz, []).extend(times)
    return found
