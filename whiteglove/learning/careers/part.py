"""This room owns the `capabilities` part of every pack. It is read from its revision, so there is nothing to write."""

from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision
from whiteglove.ground.packs.parts import register_part
from whiteglove.ground.packs.schema import Tell, near
from whiteglove.ground.packs.yamlmarks import Node

from . import names
from .framework import PART, framework
from .schema import CAPABILITIES, verify


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    return [f"Capabilities: {len(content['each'])}."]


def advise(parts: names.Parts, node: Node, tell: Tell) -> None:
    """Whether what capabilities name stands where it should; what isn't there yet may be named with not_yet."""
    for one in framework(parts[PART]).capabilities.values():
        here = node.value["each"].value[one.id]
        for cell, kind, name in names.named_by(one):
            there = names.known(kind, parts)
            if there is not None and name not in there and cell not in one.not_yet:
                says = f"{name} isn't among the {kind} there are.{near(name, there)}"
                tell(here.value[cell], f"each.{one.id}.{cell}", says)


register_part(PART, CAPABILITIES, take_in, verify, advise)
