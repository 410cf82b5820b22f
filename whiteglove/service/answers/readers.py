"""Whose articles the bot may answer from: those of the visitor, never those of the house."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser

from whiteglove.service.channels.models import ChatSession


@dataclass(frozen=True)
class Vouched:
    """A visitor whom the site around the chat vouches for: to the shelves of articles a customer who is signed in."""

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_staff_member: ClassVar[bool] = False
    at_the_desk: ClassVar[bool] = False
    role: ClassVar[str] = "customer"
    team_ids: ClassVar[frozenset[int]] = frozenset()
    pk: ClassVar[None] = None


def reader_of(session: ChatSession) -> Any:
    """Who reads: `session.visitor` is at hand."""
    return Vouched() if session.visitor.subject else AnonymousUser()
