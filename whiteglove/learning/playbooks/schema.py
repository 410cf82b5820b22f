"""The shape of a pack's `playbooks/` folder: one file a playbook."""

from collections.abc import Iterator, Mapping
from typing import Any

from whiteglove.ground.events.registry import registry
from whiteglove.ground.packs.schema import ListOf, Name, Record, Tell, Template, Text, Whole, near
from whiteglove.ground.packs.schema import Mapping as Group
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.standards.schema import KINDS, LANGUAGE, G

BEHAVIOURS = "behaviours"
START, OPENING = "start", "opening"
# What a step's words may name; the composer fills them in.
FILLS = ("name", "agent", "company", "subject", "number")
EVENT = Text(60, pattern=r"[a-z_]+\.[a-z_]+", example="ticket.escalated")

TICKS = Record({"we?": ListOf(Name()), "they?": ListOf(Name()), "events?": ListOf(EVENT)})
STEP = Record(
    {
        "id": Name(),
        "g?": G,
        "name": Text(80),
        "do": Text(400),
        "why": Text(400),
        "ticks?": TICKS,
        "since?": Text(among=(OPENING, START)),
        "words?": Group(LANGUAGE, Template(FILLS, 1500), needs=("en",)),
        "article?": Text(120, pattern=r"[a-z0-9-]+", example="where-is-my-parcel"),
        "macro?": Name(),
    }
)
OFFERED = Record(
    {
        "kinds?": ListOf(Text(among=KINDS)),
        "intents?": ListOf(Name()),
        "emotions?": ListOf(Name()),
        "unverified?": ListOf(Name()),
    }
)
PLAYBOOK = Record(
    {
        "id": Name(),
        "g?": G,
        "name": Text(60),
        "says": Text(400),
        "order?": Whole(1, 1000),
        "offered?": OFFERED,
        "steps": ListOf(STEP, least=1, most=12, unique="id"),
        "ways?": ListOf(STEP, most=12, unique="id"),
    }
)
PLAYBOOKS = Group(Name(), PLAYBOOK)


def steps_of(playbook: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Its steps, then the ways that help with them."""
    return [*playbook["steps"], *playbook.get("ways", ())]


def verify(content: dict[str, Any], node: Node, tell: Tell) -> None:
    """A file is called as its playbook, and no id stands twice among steps and ways."""
    for name, playbook in content.items():
        if playbook["id"] != name:
            tell(node.value[name], f"{name}.id", f"the file is {name}.yaml and the playbook {playbook['id']}.")
        ids = [step["id"] for step in steps_of(playbook)]
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            tell(node.value[name], f"{name}.ways", f"“{twice}” stands among the steps and the ways.")


def named(playbook: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(key, behaviour) of every behaviour that it names."""
    for key in ("intents", "emotions", "unverified"):
        yield from ((f"offered.{key}", one) for one in playbook.get("offered", {}).get(key, ()))
    for step in steps_of(playbook):
        for side in ("we", "they"):
            yield from ((f"{step['id']}.ticks.{side}", one) for one in step.get("ticks", {}).get(side, ()))


def _macros(parts: Mapping[str, Any]) -> set[str] | None:
    """None in a pack without macros: it may name those that are at the desk."""
    return {one["id"] for macros in parts["macros"].values() for one in macros} if "macros" in parts else None


def advise(parts: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """What is named elsewhere: behaviours of this pack, and events that happen at this desk."""
    known = parts.get(BEHAVIOURS)
    for name, playbook in parts["playbooks"].items():
        here = node.value[name]
        for key, behaviour in named(playbook) if known is not None else ():
            if behaviour not in known:
                tell(here, f"{name}.{key}", f"no behaviour is called {behaviour}.{near(behaviour, known)}")
        macros = _macros(parts)
        for step in steps_of(playbook):
            if macros is not None and step.get("macro", "") not in {"", *macros}:
                says = f"no macro is called {step['macro']}.{near(step['macro'], macros)}"
                tell(here, f"{name}.{step['id']}.macro", says)
            for event in step.get("ticks", {}).get("events", ()):
                if event not in registry.declared:
                    says = f"nothing called {event} happens here.{near(event, registry.declared)}"
                    tell(here, f"{name}.{step['id']}.ticks.events", says)
