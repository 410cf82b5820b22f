"""This room owns the `scenarios` part of every pack."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from whiteglove.ground.packs.parts import register_part
from whiteglove.ground.packs.schema import Tell
from whiteglove.ground.packs.yamlmarks import Node

from .schema import EXPECT, PART, Scenarios, scenarios_of, verify

if TYPE_CHECKING:
    from whiteglove.ground.packs.models import Revision


def take_in(content: dict[str, Any], revision: "Revision", by_id: int | None, at: datetime) -> list[str]:
    """They are read from the revision itself, so there is nothing to write."""
    return [f"Practice scenarios: {len(scenarios_of(content))}."]


def advise(parts: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """Golden plays get what they promise, read by the pack's own behaviours."""
    from whiteglove.ground.reader.needs import FILE as NEEDS
    from whiteglove.learning.standards.behaviours import WEIGHTS

    from .golden import problems_of_plays

    behaviours = parts.get("behaviours")
    for name, key, says in problems_of_plays(behaviours, parts[PART], WEIGHTS / NEEDS) if behaviours else ():
        tell(node.value[EXPECT].value[name], f"expect.{name}.{key}", says)


register_part(PART, Scenarios(), take_in, verify, advise)
