"""What a pack's file says as plain nodes that remember their line. `yamlfile` reads them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: `file` relative to the pack, `line` from 1, `key` such as `targets[2].within`."""

    file: str
    line: int
    key: str
    says: str

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file}:{self.line}", self.key, self.says) if part)


class PackError(ValueError):
    """A pack that can't be used. `.problems` lists every reason found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Node:
    """A value with its place. `value`: str | int | float | bool | None | list[Node] | dict[str, Node]."""

    value: Any
    file: str
    line: int

    def plain(self) -> Any:
        """Without the places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value
