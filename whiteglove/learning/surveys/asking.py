"""Whom a survey is for, and why somebody isn't asked. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .asks import Ask
from .models.survey import Why


@dataclass(frozen=True)
class Matter:
    """A ticket as far as it decides whether its customer is asked.

    `written`: how many messages came from them, `machines`: how many of these machines had written. `addresses`: where
    they can be reached, the best first, each with whether mail to it comes back. `asked_at`: when they last heard from
    any survey.
    """

    solved: bool = True
    merged: bool = False
    replies: int = 0
    written: int = 0
    machines: int = 0
    channel: str = "email"
    kind: str = ""
    priority: str = "normal"
    tags: frozenset[str] = field(default_factory=frozenset)
    rated: bool = False
    unsubscribed: bool = False
    addresses: tuple[tuple[str, bool], ...] = ()
    asked_at: datetime | None = None

    @property
    def address(self) -> str:
        return next((address for address, bounced in self.addresses if not bounced), "")


def first_fitting(asks: Iterable[Ask], matter: Matter) -> Ask | None:
    """What is asked after this ticket: the first that is on and meant for such tickets."""
    return next((one for one in asks if one.on and one.about(matter.channel, matter.kind, matter.priority)), None)


def never(ask: Ask, matter: Matter) -> str:
    """Why such a ticket's customer isn't asked at all; "" if they may be. Nothing of it changes by waiting."""
    if matter.written and matter.machines == matter.written:
        return Why.AUTOMATIC
    if not matter.replies:
        return Why.NO_REPLY
    if matter.rated:
        return Why.RATED
    return Why.LEFT_OUT if ask.not_tags & matter.tags else ""


def not_now(ask: Ask, matter: Matter, at: datetime) -> str:
    """Why nothing leaves at this instant, though it was planned; "" if it may."""
    if matter.merged:
        return Why.MERGED
    if not matter.solved:
        return Why.REOPENED
    if not ask.on:
        return Why.SWITCHED_OFF
    return never(ask, matter) or unreachable(matter) or lately(ask, matter, at)


def unreachable(matter: Matter) -> str:
    if matter.unsubscribed:
        return Why.UNSUBSCRIBED
    if not matter.addresses:
        return Why.NO_ADDRESS
    return "" if matter.address else Why.BOUNCED


def lately(ask: Ask, matter: Matter, at: datetime) -> str:
    return Why.LATELY if matter.asked_at and at - matter.asked_at < ask.rest else ""


def served_by(assignee: int | None, solver: int | None, repliers: Mapping[int, datetime]) -> int | None:
    """Who is asked about: whoever had the ticket, else whoever solved it, else who replied last."""
    return assignee or solver or max(repliers, key=lambda one: repliers[one], default=None)
