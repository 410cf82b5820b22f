"""Where rooms say what they keep of somebody who works here, so that what one takes along and what is erased reach it.

`keeping.register("library", give=…, forget=…)`: `give` a function `(person, at) -> JSON-able value`, which becomes a
file of that name; `forget` one `(person, at)` that removes, inside the caller's transaction, what they wrote and what
is known of them. It is called of people without access alone, and twice is once. `forget=keeping.stays` where all of
it stays: tests/house/test_what_is_kept_of_people.py says of each column that does, why.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from .models import Person

Give = Callable[[Person, datetime], Any]
Forget = Callable[[Person, datetime], object]


class Part(NamedTuple):
    room: str
    give: Give
    forget: Forget


_parts: dict[str, Part] = {}


def register(room: str, *, give: Give, forget: Forget) -> None:
    _parts[room] = Part(room, give, forget)


def stays(person: Person, at: datetime) -> None:
    """Nothing of it goes."""


def parts() -> list[Part]:
    """By name."""
    return [_parts[room] for room in sorted(_parts)]
