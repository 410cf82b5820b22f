"""Registers the desk as the room that files what arrives by mail, in a chat and through a web form."""

from whiteglove.service.channels.filing import register

# These tell chat desks when they are open and how chats stand, and web forms which articles may help.
from . import article_words, chat_hours, chat_staffing, form_suggestions, waiting_chats  # noqa: F401
from .actions.file_arrival import file_arrival

register("email", file_arrival)
register("chat", file_arrival)
register("form", file_arrival)
