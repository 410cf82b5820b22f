"""This room owns the `closing` part of every pack."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from whiteglove.ground.events.actions import record
from whiteglove.ground.packs.parts import register_part
from whiteglove.learning.standards import observers

from .queries import PART
from .schema import CLOSING, advise, verify

if TYPE_CHECKING:
    from whiteglove.ground.packs.models import Revision


def take_in(content: dict[str, Any], revision: "Revision", by_id: int | None, at: datetime) -> list[str]:
    """What is asked is read from the revision itself, so there is nothing to write."""
    asked = content["self_check"]
    rules = content.get("follow_up", {}).get("rules", ())
    record("closing.loaded", subject=revision, by=by_id, at=at, facts={"mode": asked["mode"]}, audience="staff")
    return [f"Before solving: {len(asked['questions'])} questions ({asked['mode']}); follow-ups: {len(rules)}."]


def asked(parts: Mapping[str, Any]) -> dict[str, str] | None:
    """{id: question} of what this pack asks before solving; None of one that says nothing about it."""
    if PART not in parts:
        return None
    return {one["id"]: one["asks"] for one in parts[PART].get("self_check", {}).get("questions", ())}


register_part(PART, CLOSING, take_in, verify, advise)
observers.offer("checks", asked)
