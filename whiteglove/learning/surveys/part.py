"""This room owns the `surveys` part of every pack."""

from whiteglove.ground.packs.parts import register_part
from whiteglove.learning.standards import observers

from .actions.take_in import take_in
from .queries import PART
from .schema import SURVEYS, verify

register_part(PART, SURVEYS, take_in, verify)
observers.offer("surveys", lambda parts: parts[PART].keys() if PART in parts else None)
