"""What a journey may name that stands elsewhere: tests, modules, certificates, levels, and what this room can see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from whiteglove.ground.packs.schema import Tell, near
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.requirements.conditions import condition, named

from .rules import PART
from .schema import at, duties_of, key_of
from .seen import COUNTED

# Of a profile in the directory.
FIELDS = ("name", "picture", "title", "bio", "achievements", "languages", "links", "public")


def advise(parts: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """Whoever checks or loads a pack hears of names that stand nowhere; what has a not_yet may name what will."""
    for id, plain in parts[PART].items():
        for place, kind, name in _asked(plain):
            there = known(kind, parts, plain)
            if there is not None and name not in there:
                says = f"{name} isn't among the {WORDS[kind]} there are.{near(name, there)}"
                tell(at(node.value[id], place), key_of(id, place), says)


WORDS = {"test": "quizzes", "completed": "modules, programmes and questionnaires", "credential": "achievements",
         "capability": "capabilities", "decision": "levels", "tenure": "roles", "counted": "things that are counted",
         "profile": "parts of a profile", "evidence": "things that may be handed in"}  # fmt: skip


def _asked(plain: Mapping[str, Any]) -> Iterator[tuple[tuple, str, str]]:
    for place, one in duties_of(plain):
        asks = condition(one["requires"]) if "requires" in one else condition({"credential": one["achievement"]})
        for kind, name in named(asks) if not one.get("not_yet") else ():
            yield place, kind, name


ELSEWHERE = ("test", "completed", "credential", "capability")


def elsewhere(kind: str, parts: Mapping[str, Any]) -> Collection[str] | None:
    """What stands in other parts of a pack. None: these parts can't tell."""
    match kind:
        case "test":
            return parts.get("quizzes")
        case "completed":
            return _modules(parts)
        case "credential":
            return parts.get("achievements")
        case "capability":
            return parts["capabilities"]["each"] if "capabilities" in parts else None
    return None


def known(kind: str, parts: Mapping[str, Any], plain: Mapping[str, Any]) -> Collection[str] | None:
    """None: this product or this pack can't tell."""
    match kind:
        case "decision":
            return [f"level-{one['number']}" for one in plain["levels"]]
        case "tenure":
            return [one["id"] for one in plain["roles"]]
        case "counted":
            return [*COUNTED, *_handed_in(plain)]
        case "evidence":
            return _handed_in(plain)
        case "profile":
            return FIELDS
    return elsewhere(kind, parts)


def _handed_in(plain: Mapping[str, Any]) -> list[str]:
    return [one["hand_in"]["name"] for _, one in duties_of(plain) if "hand_in" in one]


def there_in(parts: Mapping[str, Any]) -> Callable[[str, str], bool]:
    """Whether what a duty names elsewhere is there; what stands nowhere else always is."""
    return lambda kind, name: kind not in ELSEWHERE or name in (elsewhere(kind, parts) or ())


def _modules(parts: Mapping[str, Any]) -> set[str] | None:
    if "programmes" not in parts:
        return None
    content = parts["programmes"]
    found = {name for name in content if name != "modules"} | set(content.get("modules", {}))
    return found | set(parts.get("inventories", ()))
