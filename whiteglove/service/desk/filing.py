"""Registers the desk as the room that files what arrives by mail and in a chat."""

from whiteglove.service.channels.filing import register

from . import chat_hours  # noqa: F401 - tells chat desks when they are open
from .actions.file_arrival import file_arrival

register("email", file_arrival)
register("chat", file_arrival)
