"""What a standard names elsewhere: behaviours, events, playbooks, pages. Told to whoever checks or loads a pack."""

from collections.abc import Iterator, Mapping
from typing import Any

from whiteglove.ground.packs.schema import Tell, near
from whiteglove.ground.packs.yamlmarks import Node

from . import observers
from .guide import gaps, seen_by_of


def advise(parts: observers.Parts, node: Node, tell: Tell) -> None:
    content = parts["standards"]
    for key, place, seen_by, not_yet in (*_guide(content), *_process(content), *_conduct(content)):
        here = _at(node, place)
        if not not_yet and not any(seen_by.values()):
            tell(here, key, "say what observes this, or not_yet and why nothing does.")
        # What nothing observes yet may name what will.
        for kind, name in () if not_yet else observers.missing(seen_by, parts):
            there = observers.known(kind, parts) or ()
            tell(here, f"{key}.{kind}", f"{name} isn't among the {kind} there are.{near(name, there)}")
    for key, place, page in _pages(content):
        if any(observers.missing({"pages": [page]}, parts)):
            tell(_at(node, place), key, f"no page is called {page}.")
    _numbers(content, node, tell)


Named = tuple[str, tuple, Mapping[str, Any], str]


def _guide(content: Mapping[str, Any]) -> Iterator[Named]:
    for a, section in enumerate(content.get("guide", ())):
        for b, row in enumerate(section["rows"]):
            yield f"guide.{row['g']}", ("guide", a, "rows", b), row["seen_by"], row.get("not_yet", "")


def _process(content: Mapping[str, Any]) -> Iterator[Named]:
    for a, phase in enumerate(content.get("process", ())):
        for b, activity in enumerate(phase["activities"]):
            for c, step in enumerate(activity["steps"]):
                seen_by = seen_by_of(step)
                place = ("process", a, "activities", b, "steps", c)
                yield f"process.{step['id']}", place, seen_by, step.get("not_yet", "")


def _conduct(content: Mapping[str, Any]) -> Iterator[Named]:
    for a, one in enumerate(content.get("conduct", ())):
        yield f"conduct.{one['id']}", ("conduct", a), {"behaviours": [*one["shown_by"], *one.get("broken_by", ())]}, ""


def _pages(content: Mapping[str, Any]) -> Iterator[tuple[str, tuple, str]]:
    for a, section in enumerate(content.get("guide", ())):
        for b, row in enumerate(section["rows"]):
            yield f"guide.{row['g']}.place", ("guide", a, "rows", b), row["place"]["page"]
    for a, phase in enumerate(content.get("process", ())):
        for b, activity in enumerate(phase["activities"]):
            for one in (activity, *activity["steps"]):
                if "place" in one:
                    yield f"process.{one['id']}.place", ("process", a, "activities", b), one["place"]["page"]


def _numbers(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    rows = [row["g"] for section in content.get("guide", ()) for row in section["rows"]]
    steps = [step["p"] for phase in content.get("process", ()) for activity in phase["activities"]
             for step in activity["steps"] if "p" in step]  # fmt: skip
    for key, numbers in (("guide", rows), ("process", steps)):
        # What an organisation leaves out is its own choice.
        _, twice = gaps(numbers)
        if twice:
            tell(_at(node, (key,)), key, f"{', '.join(twice)} here twice.")


def _at(node: Node, place: tuple) -> Node:
    for one in place:
        node = node.value[one]
    return node
