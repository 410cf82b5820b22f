"""This room owns the `standards` part of every pack."""

from whiteglove.ground.packs.parts import register_part

from .actions import take_in
from .queries import PART
from .schema import STANDARDS, verify

register_part(PART, STANDARDS, take_in, verify)
