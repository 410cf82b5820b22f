"""What happens to a call, kept. Everything runs inside the transaction of a higher room, which tells of it."""

from .mark import begin, locked, mark, settle, take_back
from .record import drop_old_recordings, keep_recording

__all__ = ["begin", "drop_old_recordings", "keep_recording", "locked", "mark", "settle", "take_back"]
