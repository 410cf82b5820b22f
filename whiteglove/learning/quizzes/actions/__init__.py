from .answer import flag, save_answer
from .begin import begin
from .hand_in import hand_in, hand_in_overdue
from .judge import judge
from .portray import begin_portrait, empty_portrait, finish_portrait, keep_portrait, share_portrait
from .take_in import look_at, take_in, withdraw

__all__ = [
    "begin",
    "begin_portrait",
    "empty_portrait",
    "finish_portrait",
    "flag",
    "hand_in",
    "hand_in_overdue",
    "judge",
    "keep_portrait",
    "look_at",
    "save_answer",
    "share_portrait",
    "take_in",
    "withdraw",
]
