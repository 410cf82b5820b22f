"""The verbs of this room."""

from .answer import Given, answer
from .close import close

__all__ = ["Given", "answer", "close"]
