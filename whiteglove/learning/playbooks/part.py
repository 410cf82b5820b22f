"""This room owns the `playbooks` part of every pack."""

from whiteglove.ground.packs.parts import register_part

from .actions import take_in
from .queries import PART
from .schema import PLAYBOOKS, advise, verify

register_part(PART, PLAYBOOKS, take_in, verify, advise)
