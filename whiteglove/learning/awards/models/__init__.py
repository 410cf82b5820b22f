"""A cycle with its categories; who is put forward; who judges, and how; what came of it."""

from .cycle import Category, Cycle
from .judge import Conflict, Judge, Score
from .nomination import Nomination, Win

__all__ = ["Category", "Conflict", "Cycle", "Judge", "Nomination", "Score", "Win"]
