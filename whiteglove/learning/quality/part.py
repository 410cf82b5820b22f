"""This room owns the `scorecards` part of every pack."""

from whiteglove.ground.packs.parts import register_part

from .actions.load_scorecards import take_in
from .schema import Scorecards, verify
from .scorecard import PART

register_part(PART, Scorecards(), take_in, verify)
