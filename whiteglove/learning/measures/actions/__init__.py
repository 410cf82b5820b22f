"""What this room does: keep in step with what happens, count anew, note who left."""

from .depart import depart, stay
from .follow import follow
from .rebuild import rebuild
from .recount import recount

__all__ = ["depart", "follow", "rebuild", "recount", "stay"]
