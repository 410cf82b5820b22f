"""The nouns of this room."""

from .bot import Bot, Flow
from .talk import Outcome, Talk, Turn

__all__ = ["Bot", "Flow", "Outcome", "Talk", "Turn"]
