"""One part of a pack read from its folder alone: no database, and nothing else of the pack is looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from .schema import Kind, Report, Tell
from .yamlfile import read_file
from .yamlmarks import Node, PackError, Problem


def part_in(
    pack: str | Path, name: str, shape: Kind, verify: Callable[[dict[str, Any], Node, Tell], None]
) -> dict[str, Any]:
    """The checked content of `pack`/`name`, YAML files in folders. Raises PackError with file and line of every
    problem."""
    root = Path(pack) / name
    if not root.is_dir():
        raise PackError([Problem(str(root), 1, "", f"isn't there, so this pack has no {name}.")])
    node, report = Node({}, f"{name}/", 1), Report()
    for file in sorted(root.rglob("*.yaml")):
        place = node
        for folder in file.relative_to(root).parts[:-1]:
            place = place.value.setdefault(folder, Node({}, f"{name}/{folder}/", 1))
        place.value[file.stem] = read_file(file, file.relative_to(pack).as_posix())
    content = shape.check(node, "", report.tell)
    if not report.problems:
        verify(content, node, report.tell)
    if report.problems:
        raise PackError(report.problems)
    return content
