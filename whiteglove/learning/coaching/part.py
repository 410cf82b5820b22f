"""This room owns the `coaching` part of every pack."""

from collections.abc import Mapping
from typing import Any

from whiteglove.ground.packs.parts import register_part
from whiteglove.learning.standards import observers

from .actions.take_in import take_in
from .programme import PART
from .schema import COACHING, verify


def asked(parts: Mapping[str, Any]) -> dict[str, str] | None:
    """{conversation/item: name} of what the two are asked to talk about; None of a pack without coaching."""
    if PART not in parts:
        return None
    talks = parts[PART].get("conversations", ())
    return {f"{talk['id']}/{item['id']}": item["name"].lower() for talk in talks for item in talk["agenda"]}


register_part(PART, COACHING, take_in, verify)
observers.offer("agendas", asked)
