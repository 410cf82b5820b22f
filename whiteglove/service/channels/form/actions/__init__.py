from .hand_in import hand_in
from .submit import Request, submit

__all__ = ["Request", "hand_in", "submit"]
