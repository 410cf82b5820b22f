"""Registers the desk as the room that files what arrives by mail and in a chat."""

from whiteglove.service.channels.filing import register

from . import chat_hours, chat_staffing, waiting_chats  # noqa: F401 - tell chat desks when they are open, and how chats stand
from .actions.file_arrival import file_arrival

register("email", file_arrival)
register("chat", file_arrival)
