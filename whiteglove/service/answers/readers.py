"""Whose articles the bot may answer from: those of the visitor, never those of the house."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from whiteglove.service.channels.models import ChatSession
from whiteglove.service.customers.guest import CustomerReader


@dataclass(frozen=True)
class Vouched(CustomerReader):
    """A visitor whom the site around the chat vouches for: to the shelves of articles a customer who is signed in."""


def reader_of(session: ChatSession) -> Any:
    """Who reads: `session.visitor` is at hand."""
    return Vouched() if session.visitor.subject else AnonymousUser()
