"""What a kind of gate tells the academy. A room whose work counts somewhere plugs in here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from whiteglove.learning.academy.models import Enrolment
from whiteglove.learning.academy.programme import Gate, Item
from whiteglove.learning.academy.state import Result

Results = dict[str, list[Result]]


@dataclass(frozen=True)
class Way:
    """Where an item is done. `fields`: what is sent along, by POST."""

    url: str
    says: str
    fields: Mapping[str, str] | None = None


@dataclass(frozen=True)
class GateKind:
    """`results(enrolment, gates, known)`: finished attempts by gate, for all gates of the kind at once; `known` are
    those of the other kinds. `way(enrolment, gate, item)`: where an item is done, None if nowhere here. `gone()`: says
    of an item whether the pack in force no longer has what it asks for."""

    kind: str
    results: Callable[[Enrolment, Sequence[Gate], Results], Results]
    way: Callable[[Enrolment, Gate, Item], Way | None]
    gone: Callable[[], Callable[[Gate, Item], bool]] = lambda: lambda gate, item: False


_kinds: dict[str, GateKind] = {}


def register(kind: GateKind) -> None:
    _kinds[kind.kind] = kind


def kinds() -> list[GateKind]:
    """Those that look at the others last."""
    return sorted(_kinds.values(), key=lambda one: one.kind == "portfolio")


def kind_named(name: str) -> GateKind:
    return _kinds[name]


def gone_from(gate: Gate) -> list[Item]:
    """What it asks for and the pack in force no longer has: nobody can begin that."""
    gone = kind_named(gate.kind).gone()
    return [one for one in gate.items if gone(gate, one)]


def address(name: str, *parts: object) -> str:
    """Of a door; "" where this house has none of that name."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def way_to(name: str, *parts: object, says: str, fields: Mapping[str, str] | None = None) -> Way | None:
    """To the door of that name; None where there is none."""
    url = address(name, *parts)
    return Way(url, says, fields) if url else None
