"""This room owns the `coaching` part of every pack."""

from whiteglove.ground.packs.parts import register_part

from .actions.take_in import take_in
from .programme import PART
from .schema import COACHING, verify

register_part(PART, COACHING, take_in, verify)
