from whiteglove.service.channels.models.account import Account, Cursor, Health
from whiteglove.service.channels.models.arrival import Arrival
from whiteglove.service.channels.models.blob import Blob
from whiteglove.service.channels.models.call import Call, CallMark, CallRecording, CallState, Extension
from whiteglove.service.channels.models.captured import Captured
from whiteglove.service.channels.models.chat import ChatFile, ChatLine, ChatRating, ChatSession, ChatVisitor
from whiteglove.service.channels.models.outgoing import Outgoing

__all__ = [
    "Account",
    "Arrival",
    "Blob",
    "Call",
    "CallMark",
    "CallRecording",
    "CallState",
    "Captured",
    "ChatFile",
    "ChatLine",
    "ChatRating",
    "ChatSession",
    "ChatVisitor",
    "Cursor",
    "Extension",
    "Health",
    "Outgoing",
]
