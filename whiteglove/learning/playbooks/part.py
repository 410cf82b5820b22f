"""This room owns the `playbooks` part of every pack."""

from whiteglove.ground.packs.parts import register_part
from whiteglove.learning.standards import observers

from .actions import take_in
from .queries import PART
from .schema import PLAYBOOKS, advise, steps_of, verify


def names(parts: observers.Parts) -> dict[str, str] | None:
    """`billing`, and `billing/review` for a step or a way, as the rows of the guide name them."""
    if PART not in parts:
        return None
    books = parts[PART]
    steps = {f"{name}/{step['id']}": f"{one['name']}, {step['name'].lower()}"
             for name, one in books.items() for step in steps_of(one)}  # fmt: skip
    return steps | {name: one["name"] for name, one in books.items()}


register_part(PART, PLAYBOOKS, take_in, verify, advise)
observers.offer("playbooks", names)
