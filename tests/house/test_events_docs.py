"""Every event is declared, has a sentence, is really recorded, and stands in docs/events.md."""

import ast
import re
from functools import cache

import pytest

from tests.house.tree import HOUSE, parsed, short, sources
from whiteglove.ground.events import checks, why
from whiteglove.ground.events.registry import registry

MADE_UP = {"bench.nudged"}  # declared by the bench alone, while it runs


def called(tree: ast.AST, name: str):
    """Calls of `name` or `something.name`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", "")):
            yield node


@cache
def recorded() -> dict[str, str]:
    """Names given to `record(...)` as plain strings, wherever they stand in the call, and where."""
    found = {}
    for path in sources():
        for call in called(parsed(path), "record"):
            for node in ast.walk(call.args[0]) if call.args else ():
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
                    found[node.value] = f"{short(path)}:{call.lineno}"
    return found


def mentioned() -> re.Pattern:
    """Every string of the code outside of events.py and reactions.py: some events are recorded by way of a name, or
    put together, such as f"ticket.{field}_set"."""
    found = set()
    for path in sources():
        if path.name not in {"events.py", "reactions.py"}:
            found |= {shape for node in ast.walk(parsed(path)) if (shape := shape_of(node))}
    return re.compile("|".join(sorted(found)))


def shape_of(node: ast.AST) -> str:
    """A pattern for "ticket.solved" or f"ticket.{field}_set"; "" for what can't name an event."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    shape = "".join(re.escape(p.value) if isinstance(getattr(p, "value", None), str) else "[a-z_]+" for p in parts)
    return shape if isinstance(node, (ast.JoinedStr, ast.Constant)) and re.match(r"[a-z_]+\\\.[a-z\[]", shape) else ""


def test_every_recorded_event_is_declared():
    undeclared = {name: where for name, where in recorded().items() if name not in registry.declared}
    assert not {name: where for name, where in undeclared.items() if name not in MADE_UP}


def test_every_declared_event_is_recorded_somewhere():
    names, somewhere = set(registry.declared) - set(recorded()), mentioned()
    assert not sorted(name for name in names if not somewhere.fullmatch(name))


@pytest.mark.parametrize("name", sorted(registry.declared))
def test_every_event_has_a_sentence_and_belongs_to_the_room_that_declares_it(name):
    event = registry.declared[name]
    assert len(event.sentence.split()) >= 2
    assert not event.sentence.endswith(".")
    assert list(HOUSE.glob(f"*/{event.room}/events.py")), f"{name} says it is declared by the room {event.room!r}"


def test_every_reaction_waits_for_something_that_can_happen():
    assert checks.reactions_have_events(None) == []


def test_the_page_of_events_is_current():
    assert why.DOCUMENT.read_text() == why.document(), "run bin/why --all"
