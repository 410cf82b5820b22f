from .answer import flag, save_answer
from .begin import begin
from .hand_in import hand_in, hand_in_overdue
from .judge import judge
from .take_in import look_at, take_in, withdraw

__all__ = ["begin", "flag", "hand_in", "hand_in_overdue", "judge", "look_at", "save_answer", "take_in", "withdraw"]
