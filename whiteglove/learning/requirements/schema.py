"""Conditions in a pack: checked with file, line and key, and given as plain data that a revision keeps."""

import re
from typing import Any

from whiteglove.ground.packs.schema import ListOf, Name, Number, Record, Tell, Text, Truth, Whole, near
from whiteglove.ground.packs.yamlmarks import Node

from .conditions import MONTHS, TIMES

DEEPEST = 6
LENGTH = re.compile(r"([0-9]{1,3}) ?(y|months?)")


class Length:
    """`2 y` or `18 months`; gives months. Years and months aren't a number of days, so they aren't written as such."""

    def check(self, node: Node, key: str, tell: Tell) -> int:
        match = LENGTH.fullmatch(node.value) if isinstance(node.value, str) else None
        months = int(match[1]) * (12 if match[2] == "y" else 1) if match else 0
        if not 0 < months <= 600:
            tell(node, key, f"“{node.value}” isn't a length of time here: write 2 y or 18 months.")
        return months


CALLED = {"called?": Text(120)}
COUNT = Whole(1, 1000)
TIME = {"at_least?": COUNT, "each?": Text(among=tuple(MONTHS)), "ever?": Truth(), "grace?": Length()} | CALLED
LEAVES = {
    "test": Record({"test": Name(), "at_least": Number(0, 100), "good_for?": Length(), "ever?": Truth()} | CALLED),
    "tenure": Record({"tenure": Name(), "at_least": Length()} | CALLED),
    "profile": Record({"profile": ListOf(Name(), least=1, most=20)} | CALLED),
    "credential": Record({"credential": Name()} | CALLED),
    "capability": Record({"capability": Name(), "level": Whole(1, 3)} | CALLED),
    "decision": Record({"decision": Name()} | CALLED),
    **{kind: Record({kind: Name()} | TIME) for kind in TIMES},
}
KINDS = (*LEAVES, "all", "any", "of")


class Requirement:
    """A condition, or several under `all`, `any`, or `least` and `of`."""

    def check(self, node: Node, key: str, tell: Tell, depth: int = 0) -> dict[str, Any]:
        if not isinstance(node.value, dict):
            tell(node, key, "this should be a condition, such as {test: aptitude-1, at_least: 85}.")
            return {}
        kinds = [one for one in KINDS if one in node.value]
        if len(kinds) != 1:
            tell(node, key, _which(kinds, node))
            return {}
        if depth >= DEEPEST:
            tell(node, key, f"conditions lie at most {DEEPEST} deep in one another.")
            return {}
        kind = kinds[0]
        return _leaf(node, key, tell, kind) if kind in LEAVES else _several(node, key, tell, kind, depth)


def _leaf(node: Node, key: str, tell: Tell, kind: str) -> dict[str, Any]:
    made = LEAVES[kind].check(node, key, tell)
    if "grace" in made and "each" not in made:
        tell(node.value["grace"], f"{key}.grace", "only what is asked each year, trimester or month has a grace.")
    return made


def _which(kinds: list[str], node: Node) -> str:
    if kinds:
        return f"this asks for {' and '.join(kinds)} at once: put each on its own under “all”."
    meant = next((near(one, KINDS) for one in node.value if near(one, KINDS)), "")
    return f"nothing here says what is asked: one of {', '.join(KINDS)}.{meant}"


class _Part:
    """A condition one deeper."""

    def __init__(self, depth: int) -> None:
        self.depth = depth

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        return Requirement().check(node, key, tell, self.depth)


def _several(node: Node, key: str, tell: Tell, kind: str, depth: int) -> dict[str, Any]:
    least = {"least": Whole(1, 50)} if kind == "of" else {}
    shape = Record({kind: ListOf(_Part(depth + 1), least=1, most=50)} | least | CALLED)
    made = shape.check(node, key, tell)
    if kind == "of" and made.get("least", 0) > len(made.get("of", ())):
        tell(node, key, f"{made['least']} can't be met of {len(made.get('of', ()))}.")
    return made
