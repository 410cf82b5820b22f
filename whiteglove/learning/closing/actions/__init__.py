"""The verbs of this room; each is the only way to make its change."""

from .decide import decide, undecide
from .follow_up import call_off, done, plan
from .keep_check import keep_check

__all__ = ["call_off", "decide", "done", "keep_check", "plan", "undecide"]
