"""The verbs of this room; each is the only way to make its change."""

from .ask_again import ask
from .decide import decide, undecide
from .follow_up import call_off, done, plan, take_back
from .keep_check import keep_check

__all__ = ["ask", "call_off", "decide", "done", "keep_check", "plan", "take_back", "undecide"]
