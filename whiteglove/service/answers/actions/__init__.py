"""The verbs of the answer bot; each is the only way to make its change."""

from .ahead import ask_ahead
from .answer import answer_due, give_up_late
from .end import end_talk
from .hear import hear

__all__ = ["answer_due", "ask_ahead", "end_talk", "give_up_late", "hear"]
