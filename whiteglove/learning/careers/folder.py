"""The capabilities of a pack read from its folder alone: no database, and nothing else of the pack is looked at."""

from pathlib import Path
from typing import Any

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_file
from whiteglove.ground.packs.yamlmarks import Node, PackError, Problem

from .framework import PART
from .schema import CAPABILITIES, verify


def capabilities_in(pack: str | Path) -> dict[str, Any]:
    """The checked content of `pack`/capabilities. Raises PackError with file and line of every problem."""
    root = Path(pack) / PART
    if not root.is_dir():
        raise PackError([Problem(str(root), 1, "", "isn't there, so this pack has no capabilities.")])
    node, report = Node({}, f"{PART}/", 1), Report()
    for file in sorted(root.rglob("*.yaml")):
        place = node
        for name in file.relative_to(root).parts[:-1]:
            place = place.value.setdefault(name, Node({}, f"{PART}/{name}/", 1))
        place.value[file.stem] = read_file(file, file.relative_to(pack).as_posix())
    content = CAPABILITIES.check(node, "", report.tell)
    if not report.problems:
        verify(content, node, report.tell)
    if report.problems:
        raise PackError(report.problems)
    return content
