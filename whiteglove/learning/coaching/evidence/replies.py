"""What somebody wrote to customers in a while, as the reader heard it, and how the customers sounded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from whiteglove.learning.standards.models import EMOTIONS, Reading
from whiteglove.learning.standards.models.reading import NO
from whiteglove.service.desk.models import Message, MessageKind

from .scope import counted
from .shape import Window

MOST = 4000  # of a window, the latest; a year of somebody busy


@dataclass(frozen=True)
class Reply:
    """`first`: their first in this ticket; `upset`: the customer sounded so just before. `findings` nobody denied."""

    message: int
    ticket: int
    at: datetime
    first: bool
    upset: bool
    findings: tuple[dict[str, Any], ...]
    sentences: tuple[tuple[int, int], ...]

    def shows(self, behaviours: Iterable[str]) -> dict[str, Any] | None:
        """The first finding of one of these."""
        wanted = set(behaviours)
        return next((one for one in self.findings if one["behaviour"] in wanted), None)


@dataclass(frozen=True)
class Heard:
    """How a customer's message sounded; "" is calm."""

    message: int
    ticket: int
    at: datetime
    emotion: str
    quote: str

    @property
    def worth(self) -> int:
        return EMOTIONS[self.emotion][1] if self.emotion in EMOTIONS else 0


@dataclass(frozen=True)
class Said:
    """Of one window. `heard`: {ticket: the customer's messages in their order}."""

    replies: tuple[Reply, ...]
    heard: dict[int, list[Heard]]


def said_in(window: Window) -> Said:
    """Three statements, however much was written."""
    rows = list(_written(window)[:MOST])[::-1]
    tickets = {ticket for _, ticket, _ in rows}
    heard = _heard(tickets, window.until)
    read = {pk: (findings, places) for pk, findings, places in _read([pk for pk, *_ in rows])}
    replies, seen = [], set[int]()
    for pk, ticket, at in rows:
        if pk not in read:
            continue
        findings, places = read[pk]
        shown = tuple(one for one in findings if one.get("answer") != NO)
        replies.append(Reply(pk, ticket, at, ticket not in seen, _upset(heard.get(ticket, []), at), shown,
                             tuple((start, end) for start, end in places)))  # fmt: skip
        seen.add(ticket)
    return Said(tuple(replies), heard)


def _written(window: Window):
    rows = counted(Message.objects.replies(), window).filter(author=window.person)
    rows = rows.filter(at__gte=window.since, at__lt=window.until)
    return rows.order_by("-at", "-id").values_list("pk", "ticket_id", "at")


def _read(messages: list[int]):
    """The reading of each that counts: a later one comes after an earlier one."""
    rows = Reading.objects.filter(message__in=messages).order_by("id")
    return rows.values_list("message_id", "findings", "sentences")


def _heard(tickets: Iterable[int], until: datetime) -> dict[int, list[Heard]]:
    rows = Reading.objects.filter(
        message__ticket__in=list(tickets), message__kind=MessageKind.INBOUND, message__at__lt=until,
        message__undone_at__isnull=True,
    ).order_by("message__at", "message_id", "id")  # fmt: skip
    found: dict[int, Heard] = {}
    for pk, ticket, at, emotion, findings in rows.values_list(
        "message_id", "message__ticket_id", "message__at", "emotion", "findings"
    ):
        quote = next((one["quote"] for one in findings if one["behaviour"] == emotion), "") if emotion else ""
        found[pk] = Heard(pk, ticket, at, emotion, quote)
    by_ticket: dict[int, list[Heard]] = {}
    for one in found.values():
        by_ticket.setdefault(one.ticket, []).append(one)
    return by_ticket


def _upset(heard: list[Heard], at: datetime) -> bool:
    last = next((one for one in reversed(heard) if one.at < at), None)
    return last is not None and last.worth < 0
