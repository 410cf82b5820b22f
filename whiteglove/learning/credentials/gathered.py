"""What other rooms hand over about a certificate, in one shape. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .open_badges.achievement import Achievement, Asked, Evidence, plain

MOST = 20


def evidence_of(given: Iterable[Evidence | Mapping[str, Any]]) -> list[Evidence]:
    """Mappings have a name and what it says. Addresses inside the house aren't for the public, and are left out."""
    found = [one if isinstance(one, Evidence) else _evidence(one) for one in given]
    return list(dict.fromkeys(one for one in found if plain(one.name)))[:MOST]


def _evidence(one: Mapping[str, Any]) -> Evidence:
    return Evidence(str(one.get("name", "")), str(one.get("says", "")), str(one.get("genre", "")))


def with_results(
    said: Achievement, given: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> tuple[Achievement, dict[str, str]]:
    """The achievement with everything it is to tell a result of, and {the id: its value}.

    `given` is {id or name: value}, or a list of {"name", "score"}; what the pack doesn't ask is described here.
    """
    pairs = given.items() if isinstance(given, Mapping) else ((one["name"], one.get("score")) for one in given)
    asks, values = list(said.asks), {}
    for name, value in list(pairs)[:MOST]:
        if value is None or not plain(str(name)):
            continue
        one = next((ask for ask in asks if str(name) in (ask.id, ask.name)), None)
        if one is None:
            one = Asked(f"result-{len(asks) + 1}", str(name), "Result")
            asks.append(one)
        values[one.id] = written(value)
    return replace(said, asks=asks), values


def written(value: Any) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
