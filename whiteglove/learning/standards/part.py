"""This room owns the `standards` and `behaviours` parts of every pack."""

from whiteglove.ground.packs.parts import register_part

from .actions import take_in
from .advice import advise
from .behaviours import BEHAVIOURS, Behaviours
from .behaviours import take_in as take_behaviours
from .behaviours import verify as verify_behaviours
from .queries import PART
from .schema import STANDARDS, verify

register_part(PART, STANDARDS, take_in, verify, advise)
register_part(BEHAVIOURS, Behaviours(), take_behaviours, verify_behaviours)
