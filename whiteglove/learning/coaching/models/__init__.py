"""Who coaches whom, what they talk about and agree on, what colleagues share and suggest."""

from .agreed import Agreed
from .example import Example, ExampleComment, ExampleLine, Tried
from .focus import Focus
from .goal import OwnGoal
from .news import News
from .note import Note
from .pairing import Absence, Pairing
from .suggestion import Backing, Suggestion
from .talk import Line, Talk

__all__ = ["Absence", "Agreed", "Backing", "Example", "ExampleComment", "ExampleLine", "Focus", "Line", "News", "Note",
           "OwnGoal", "Pairing", "Suggestion", "Talk", "Tried"]  # fmt: skip
