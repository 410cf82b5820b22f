from whiteglove.service.channels.chat.actions.answer import answer
from whiteglove.service.channels.chat.actions.end import end, end_silent
from whiteglove.service.channels.chat.actions.leave import leave
from whiteglove.service.channels.chat.actions.rate import NotNow, rate
from whiteglove.service.channels.chat.actions.refile import hold, refile
from whiteglove.service.channels.chat.actions.say import Asked, say
from whiteglove.service.channels.chat.actions.see import note_read, see, see_missed
from whiteglove.service.channels.chat.actions.send_copy import NoCopy, send_copy

__all__ = [
    "Asked", "NoCopy", "NotNow", "answer", "end", "end_silent", "hold", "leave", "note_read", "rate", "refile",
    "say", "see", "see_missed", "send_copy",
]  # fmt: skip
