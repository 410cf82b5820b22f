"""This room owns the `library` part of every pack."""

from whiteglove.ground.packs.parts import register_part

from .actions.take_in import take_in
from .schema import PART, SHELVES, verify

register_part(PART, SHELVES, take_in, verify)
