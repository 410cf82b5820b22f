from whiteglove.service.channels.chat.actions.answer import answer
from whiteglove.service.channels.chat.actions.end import end, end_silent
from whiteglove.service.channels.chat.actions.leave import leave
from whiteglove.service.channels.chat.actions.say import Asked, Given, say
from whiteglove.service.channels.chat.actions.see import note_read, see
from whiteglove.service.channels.chat.actions.send_copy import NoCopy, send_copy

__all__ = ["Asked", "Given", "NoCopy", "answer", "end", "end_silent", "leave", "note_read", "say", "see", "send_copy"]
