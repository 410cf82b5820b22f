"""This room owns the `gatherings` part of every pack. It is read from the revision itself; nothing is written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision
from whiteglove.ground.packs.parts import register_part
from whiteglove.ground.packs.schema import Tell
from whiteglove.ground.packs.yamlmarks import Node

from .questions import Unclear, read
from .schema import GATHERINGS, PART


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    return [f"Series of gatherings: {len(content)}."]


def verify(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    for name, one in content.items():
        try:
            read(one.get("questions", ""))
        except Unclear as no:
            tell(node.value[name], f"{name}.questions", str(no))


register_part(PART, GATHERINGS, take_in, verify)
