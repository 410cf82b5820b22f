"""This room owns the `achievements` part of every pack."""

from whiteglove.ground.packs.parts import register_part

from .actions.take_in import take_in
from .queries import PART
from .schema import ACHIEVEMENTS

register_part(PART, ACHIEVEMENTS, take_in)
