"""What may observe or enforce a row of the standard, by kind, and whether something of that name exists.

Kinds that are parts of a pack are looked up in it; the rest is asked of the product. A room above offers its own, as
names or as {name: how it is called}:

    observers.offer("metrics", lambda parts: METRICS)

A name of a kind nobody offers yet is known to nobody: its row has to say so (`not_yet`).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse

from whiteglove.ground.events.registry import registry

Parts = Mapping[str, Any]
Names = Callable[[Parts], Collection[str] | None]

# In the order in which they are told, with how they are called.
KINDS = {
    "values": "value",
    "targets": "clock or share",
    "behaviours": "read in the words",
    "events": "happens at the desk",
    "criteria": "reason to escalate",
    "greetings": "words to begin with",
    "playbooks": "playbook",
    "macros": "macro",
    "checks": "asked before closing",
    "scorecards": "item of a scorecard",
    "surveys": "survey",
    "agendas": "asked in a coaching talk",
    "metrics": "measured",
    "pages": "page",
}
_offered: dict[str, Names] = {}


def offer(kind: str, names: Names) -> None:
    """Say which names of this kind there are; None where these parts can't tell (a pack without that part)."""
    if kind not in KINDS:
        raise ValueError(f"the standard knows no observer called {kind}")
    _offered[kind] = names


def known(kind: str, parts: Parts) -> Collection[str] | None:
    """The names of this kind; empty where nobody offers it, None where these parts can't tell."""
    return _offered[kind](parts) if kind in _offered else frozenset()


def missing(seen_by: Mapping[str, Sequence[str]], parts: Parts) -> Iterator[tuple[str, str]]:
    """(kind, name) of what is named and doesn't exist."""
    for kind, names in seen_by.items():
        there = known(kind, parts)
        yield from ((kind, name) for name in names if there is not None and name not in there)


def _ids(key: str) -> Names:
    return lambda parts: {one["id"] for one in parts["standards"].get(key, ())}


def _macros(parts: Parts) -> dict[str, str] | None:
    if "macros" not in parts:
        return None
    return {one["id"]: one["name"] for macros in parts["macros"].values() for one in macros}


class _Pages(Collection):
    """Every page without a number in its address."""

    def __contains__(self, name: object) -> bool:
        try:
            return bool(reverse(str(name)))
        except NoReverseMatch:
            return False

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


offer("values", _ids("values"))
offer("targets", _ids("targets"))
offer("criteria", lambda parts: {one["id"]: one["name"].lower() for one in parts["standards"].get("escalation", ())})
offer("greetings", lambda parts: parts["standards"]["greetings"].keys())
offer("behaviours", lambda parts: parts["behaviours"].keys() if "behaviours" in parts else None)
offer("macros", _macros)
offer("events", lambda parts: registry.declared.keys())
offer("pages", lambda parts: _Pages())
