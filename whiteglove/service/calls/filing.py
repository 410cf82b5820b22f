"""Registers this room as the one that files what telephone exchanges tell."""

from whiteglove.service.channels.filing import register

from .actions.file_call import file_call

register("phone", file_call)
