from .follow_merge import follow_merge
from .offer import decline, offer_again
from .play import close, open_playbook, take_up
from .take_in import take_in
from .tick import tick, untick

__all__ = ["close", "decline", "follow_merge", "offer_again", "open_playbook", "take_in", "take_up", "tick", "untick"]
