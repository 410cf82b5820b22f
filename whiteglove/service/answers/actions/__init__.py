"""The verbs of the answer bot; each is the only way to make its change."""

from .answer import answer_due, give_up_late
from .end import end_talk
from .hear import hear

__all__ = ["answer_due", "end_talk", "give_up_late", "hear"]
