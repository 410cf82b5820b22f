"""The shapes a part of a pack may have. Each kind checks a node and gives its plain value, collecting every problem.

Record({"id": Name(), "within": Duration(), "says?": Text()})      a ? after the key: may be left out
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from string import Formatter
from typing import Any, Protocol

from .yamlmarks import Node, Problem

UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400}
DURATION = re.compile(r"([0-9]{1,9}) ?(s|min|h|d)")
NAME = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")
Tell = Callable[[Node, str, str], None]


class Kind(Protocol):
    def check(self, node: Node, key: str, tell: Tell) -> Any: ...


@dataclass
class Report:
    """Collects problems while a part is checked, and remembers where every key stands."""

    problems: list[Problem] = field(default_factory=list)

    def tell(self, node: Node, key: str, says: str) -> None:
        self.problems.append(Problem(node.file, node.line, key, says))


def _called(value: Any) -> str:
    names = {dict: "a group of keys", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")


def _is(node: Node, key: str, tell: Tell, kind: type | tuple, wanted: str) -> bool:
    right = isinstance(node.value, kind) and not (isinstance(node.value, bool) and kind is not bool)
    if not right:
        tell(node, key, f"this should be {wanted}, and is {_called(node.value)}.")
    return right


@dataclass(frozen=True)
class Text:
    longest: int = 4000
    among: Collection[str] = ()
    pattern: str = ""
    example: str = ""

    def check(self, node: Node, key: str, tell: Tell) -> str:
        if not _is(node, key, tell, str, "a text"):
            return ""
        value = node.value.strip()
        if not value:
            tell(node, key, "this is empty.")
        elif len(value) > self.longest:
            tell(node, key, f"this is longer than {self.longest} characters.")
        elif self.among and value not in self.among:
            tell(node, key, f"“{value}” isn't one of {', '.join(sorted(self.among))}.{near(value, self.among)}")
        elif self.pattern and not re.fullmatch(self.pattern, value):
            tell(node, key, f"“{value}” isn't written as expected; for example: {self.example}.")
        return value


@dataclass(frozen=True)
class Name:
    """A stable id: lower case, with dots, dashes or underscores between its parts."""

    def check(self, node: Node, key: str, tell: Tell) -> str:
        if not _is(node, key, tell, str, "an id"):
            return ""
        if not NAME.fullmatch(node.value) or len(node.value) > 80:
            tell(
                node,
                key,
                f"“{node.value}” isn't an id: use lower case, digits, dots and dashes, such as email.first-reply.",
            )
        return node.value


@dataclass(frozen=True)
class Template:
    """A text with {variables} of a known set; anything else in braces is a mistake."""

    variables: Collection[str]
    longest: int = 4000

    def check(self, node: Node, key: str, tell: Tell) -> str:
        value = Text(self.longest).check(node, key, tell)
        try:
            used = [(name, spec, how) for _, name, spec, how in Formatter().parse(value) if name is not None]
        except ValueError:
            tell(node, key, "a brace is opened and not closed; write {{ for a brace of its own.")
            return value
        for name, spec, how in used:
            if name not in self.variables or spec or how:
                known = ", ".join(f"{{{one}}}" for one in sorted(self.variables))
                tell(node, key, f"{{{name}}} isn't a variable here. Known: {known}.{near(name, self.variables)}")
        return value


@dataclass(frozen=True)
class Whole:
    least: int = 0
    most: int = 10**9

    def check(self, node: Node, key: str, tell: Tell) -> int:
        if not _is(node, key, tell, int, "a whole number"):
            return self.least
        if not self.least <= node.value <= self.most:
            tell(node, key, f"{node.value} isn't between {self.least} and {self.most}.")
        return node.value


@dataclass(frozen=True)
class Number:
    least: float = 0
    most: float = 1e9

    def check(self, node: Node, key: str, tell: Tell) -> float:
        if not _is(node, key, tell, (int, float), "a number"):
            return self.least
        if not self.least <= node.value <= self.most:
            tell(node, key, f"{node.value} isn't between {self.least} and {self.most}.")
        return node.value


@dataclass(frozen=True)
class Truth:
    def check(self, node: Node, key: str, tell: Tell) -> bool:
        return node.value if _is(node, key, tell, bool, "true or false") else False


@dataclass(frozen=True)
class Duration:
    """`30 s`, `2 min`, `4 h`, `3 d`; gives seconds."""

    def check(self, node: Node, key: str, tell: Tell) -> int:
        match = DURATION.fullmatch(node.value) if isinstance(node.value, str) else None
        seconds = int(match[1]) * UNITS[match[2]] if match else 0
        if not seconds:
            tell(node, key, f"“{node.value}” isn't a length of time: write 30 s, 2 min, 4 h or 3 d.")
        return seconds


@dataclass(frozen=True)
class ListOf:
    """`unique` names a key whose value each item must have to itself."""

    item: Kind
    least: int = 0
    most: int = 2000
    unique: str = ""

    def check(self, node: Node, key: str, tell: Tell) -> list:
        if not _is(node, key, tell, list, "a list"):
            return []
        if not self.least <= len(node.value) <= self.most:
            tell(node, key, f"this list holds {len(node.value)} and should hold {self.least} to {self.most}.")
        made = [self.item.check(child, f"{key}[{place}]", tell) for place, child in enumerate(node.value)]
        self._twice(node, made, key, tell)
        return made

    def _twice(self, node: Node, made: list, key: str, tell: Tell) -> None:
        seen: set[Any] = set()
        for place, value in enumerate(made):
            own = value.get(self.unique) if self.unique and isinstance(value, dict) else None
            if own is not None and own in seen:
                tell(node.value[place], f"{key}[{place}].{self.unique}", f"“{own}” stands here twice.")
            seen.add(own)


@dataclass(frozen=True)
class Mapping:
    """Keys of one kind, values of another: `{en: …, fr: …}`. `needs` are keys that must be there."""

    keys: Kind
    values: Kind
    needs: Collection[str] = ()

    def check(self, node: Node, key: str, tell: Tell) -> dict:
        if not _is(node, key, tell, dict, "a group of keys"):
            return {}
        for missing in sorted(set(self.needs) - set(node.value)):
            tell(node, key, f"{missing} is missing.")
        made = {}
        for name, child in node.value.items():
            here = f"{key}.{name}" if key else name
            self.keys.check(Node(name, child.file, child.line), here, tell)
            made[name] = self.values.check(child, here, tell)
        return made


@dataclass(frozen=True)
class Record:
    """Known keys, each with its kind; `"says?"` may be left out."""

    fields: dict[str, Kind]

    def check(self, node: Node, key: str, tell: Tell) -> dict:
        if not _is(node, key, tell, dict, "a group of keys"):
            return {}
        known = {name.rstrip("?"): kind for name, kind in self.fields.items()}
        for name in node.value.keys() - known.keys():
            tell(node.value[name], _under(key, name), f"nothing is called {name} here.{near(name, known)}")
        for name in self.fields:
            if not name.endswith("?") and name not in node.value:
                tell(node, _under(key, name), f"{name} is missing.")
        return {
            name: kind.check(node.value[name], _under(key, name), tell)
            for name, kind in known.items()
            if name in node.value
        }


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def near(value: str, known: Collection[str]) -> str:
    """ " Did you mean …?", or "" where nothing known is written alike."""
    near = get_close_matches(value, list(known), 1)
    return f" Did you mean {near[0]}?" if near else ""


def spoken(seconds: int, units: Collection[str] = ("d", "h", "min", "s")) -> str:
    """A length of time in the largest of `units` that fits it exactly: 14400 -> "4 h"."""
    unit, size = next((one, UNITS[one]) for one in units if seconds % UNITS[one] == 0)
    return f"{seconds // size} {unit}"
