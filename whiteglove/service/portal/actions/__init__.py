"""The verbs of this room."""

from .answer import Given, answer
from .begin import begin
from .close import close

__all__ = ["Given", "answer", "begin", "close"]
