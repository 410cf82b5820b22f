"""Registers the desk as the room that files what arrives by mail."""

from whiteglove.service.channels.filing import register

from .actions.file_arrival import file_arrival

register("email", file_arrival)
