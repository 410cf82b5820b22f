"""The verbs of this room."""

from .answer import answer
from .begin import begin
from .close import close

__all__ = ["answer", "begin", "close"]
