"""The verbs of this room; each is the only way to make its change."""

from .begin import answer, make_call, take_call
from .close_forgotten import close_forgotten
from .course import bring_in, check_in, hang_up, hold, resume, undo
from .extensions import give_extension
from .file_call import file_call
from .know import know_caller, place
from .pass_on import accept, give_back, pass_on
from .say import say, take_back_line
from .wrap_up import wrap_up

__all__ = [
    "accept", "answer", "bring_in", "check_in", "close_forgotten", "file_call", "give_back", "give_extension",
    "hang_up", "hold", "know_caller", "make_call", "pass_on", "place", "resume", "say", "take_back_line", "take_call",
    "undo", "wrap_up",
]  # fmt: skip
