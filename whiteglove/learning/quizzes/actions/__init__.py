from .answer import flag, save_answer
from .begin import begin
from .hand_in import hand_in, hand_in_overdue
from .judge import judge

__all__ = ["begin", "flag", "hand_in", "hand_in_overdue", "judge", "save_answer"]
