from .play import Decline, HandTick, Play

__all__ = ["Decline", "HandTick", "Play"]
