"""Which conversation went best and which was hardest, by what shows it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from .evidence.shape import Evidence

SHOWN = 4
# Two good words are an everyday reply; it takes more to be the best of a week.
LEAST = 2.0


@dataclass(frozen=True)
class Chosen:
    """`why`: what weighs most, each kind of thing once before any twice."""

    ticket: int
    why: tuple[Evidence, ...]


def best(found: Iterable[Evidence]) -> Chosen | None:
    """The one with most in its favour, of those where little speaks against it; None where nothing stands out."""
    sums = _sums(found)
    fitting = [(total, max(one.at.timestamp() if one.at else 0 for one in all_), ticket)
               for ticket, (total, all_) in sums.items() if total >= LEAST]  # fmt: skip
    if not fitting:
        return None
    ticket = max(fitting)[2]
    return Chosen(ticket, _why([one for one in sums[ticket][1] if one.weight > 0]))


def hardest(found: Iterable[Evidence], but: int | None = None) -> Chosen | None:
    """The one with most that made it hard. `but`: the best one, which may have been hard too and is told already."""
    sums = _hard(found)
    fitting = [(total, -ticket) for ticket, (total, _) in sums.items() if ticket != but and total <= -1]
    if not fitting:
        return None
    ticket = -min(fitting)[1]
    return Chosen(ticket, _why(sums[ticket][1]))


def _sums(found: Iterable[Evidence]) -> dict[int, tuple[float, list[Evidence]]]:
    made: dict[int, tuple[float, list[Evidence]]] = {}
    for one in found:
        total, all_ = made.get(one.ticket, (0.0, []))
        made[one.ticket] = (total + one.weight, [*all_, one])
    return made


def _hard(found: Iterable[Evidence]) -> dict[int, tuple[float, list[Evidence]]]:
    """What was hard stays so, however much was done well in it."""
    return _sums(one for one in found if one.weight < 0)


def _why(found: list[Evidence]) -> tuple[Evidence, ...]:
    kinds: dict[str, int] = {}
    ranked = []
    for one in sorted(found, key=lambda one: -abs(one.weight)):
        kinds[one.says] = kinds.get(one.says, 0) + 1
        ranked.append((kinds[one.says], len(ranked), one))
    return tuple(one for *_, one in sorted(ranked, key=lambda row: row[:2])[:SHOWN])
