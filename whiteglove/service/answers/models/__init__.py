"""The nouns of this room."""

from .bot import Bot, Flow
from .passage import Alias, Passage, Settlement
from .talk import Outcome, Talk, Turn

__all__ = ["Alias", "Bot", "Flow", "Outcome", "Passage", "Settlement", "Talk", "Turn"]
