from whiteglove.service.channels.chat.actions.answer import answer
from whiteglove.service.channels.chat.actions.end import end, end_silent
from whiteglove.service.channels.chat.actions.leave import leave
from whiteglove.service.channels.chat.actions.say import say
from whiteglove.service.channels.chat.actions.see import see

__all__ = ["answer", "end", "end_silent", "leave", "say", "see"]
