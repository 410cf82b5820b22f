"""The playbooks arranged for the page people read them on."""

from collections.abc import Mapping
from typing import Any

from whiteglove.learning.standards.guide_words import called, happens
from whiteglove.learning.standards.queries import behaviours, current

from .queries import InForce


def rows(book: InForce | None) -> list[dict[str, Any]]:
    """[{"id", "g", "name", "says", "offered", "steps", "ways"}], in the pack's order."""
    if book is None:
        return []
    known, kinds = behaviours(), _kinds()
    made = sorted(book.playbooks.values(), key=lambda one: (one.get("order", 50), one["id"]))
    return [
        {"id": one["id"], "g": one.get("g", ""), "name": one["name"], "says": one["says"],
         "offered": offered_when(one.get("offered", {}), known, kinds),
         "steps": [_step(step, known) for step in one["steps"]],
         "ways": [_step(step, known) for step in one.get("ways", ())]}
        for one in made
    ]  # fmt: skip


def _kinds() -> dict[str, str]:
    standard = current()
    return {one["id"]: one["name"].lower() for one in standard.kinds} if standard else {}


def offered_when(on: Mapping[str, Any], known: Mapping[str, Mapping[str, str]], kinds: Mapping[str, str]) -> list[str]:
    """In words, one a reason."""
    told = []
    if names := on.get("kinds"):
        told.append(f"the ticket is about {_either(kinds.get(name, name) for name in names)}")
    if names := on.get("intents"):
        told.append(f"the customer's words are read as {_either(called(name, known) for name in names)}")
    if names := on.get("emotions"):
        told.append(f"their last message sounds {_either(called(name, known) for name in names)}")
    if names := on.get("unverified"):
        told.append(f"{_either(called(name, known) for name in names)} is asked for and nobody has confirmed who asks")
    return told


def _either(names: Any) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def _step(step: Mapping[str, Any], known: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    ticks = step.get("ticks", {})
    return {
        "g": step.get("g", ""), "name": step["name"], "do": step["do"], "why": step["why"],
        "we": [called(name, known) for name in ticks.get("we", ())],
        "they": [called(name, known) for name in ticks.get("they", ())],
        "happens": [happens(name) for name in ticks.get("events", ())],
        "words": step.get("words", {}),
    }  # fmt: skip
