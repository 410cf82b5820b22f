"""What this room does, one file a verb."""

from .climb_ladder import climb_where_there_is_more, go_back, set_aside_or_take_up, try_rung, use_again
from .correct import correct, undo_correction
from .deny_signal import deny_signal, restore_signal
from .follow_messages import follow_messages
from .let_be import let_be, mind_again
from .load_standard import SHIPPED, load_standard, put_back, take_in
from .raise_signals import raise_signals
from .read_messages import read_ticket
from .rest_coach import rest_coach, wake_coach

__all__ = [
    "SHIPPED",
    "climb_where_there_is_more",
    "correct",
    "deny_signal",
    "follow_messages",
    "go_back",
    "let_be",
    "load_standard",
    "mind_again",
    "put_back",
    "raise_signals",
    "read_ticket",
    "rest_coach",
    "restore_signal",
    "set_aside_or_take_up",
    "take_in",
    "try_rung",
    "undo_correction",
    "use_again",
    "wake_coach",
]
