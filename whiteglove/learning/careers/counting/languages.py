"""In which languages somebody answers, besides the one they answer in most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from whiteglove.learning.standards.models import Reading
from whiteglove.service.desk.models import MessageKind

from .asked import Asked

NAME = "languages.answered"
# From so many replies a language counts, half and whole: a greeting in it is no service yet.
HALF, WHOLE = 3, 10


@dataclass(frozen=True)
class Tongue:
    language: str
    replies: int
    last: datetime
    most_used: bool

    @property
    def counts(self) -> float:
        return 0 if self.most_used or self.replies < HALF else 1 if self.replies >= WHOLE else 0.5


def tongues(asked: Asked, within: int) -> dict[int, list[Tongue]]:
    """{person: their languages, the most used first}, of replies as the reader found them last. One statement."""
    rows = Reading.objects.counting().filter(
        message__author__in=asked.people, message__kind=MessageKind.REPLY, message__undone_at__isnull=True,
        message__at__gte=asked.since(within), message__at__lte=asked.at, message__ticket__rehearsed_by__isnull=True,
    ).exclude(language="")  # fmt: skip
    found = rows.order_by().values_list("message__author", "language").annotate(
        replies=Count("pk"), last=Max("message__at")
    )  # fmt: skip
    told: dict[int, dict[str, tuple[int, datetime]]] = {}
    for person, language, replies, last in found:
        told.setdefault(person, {})[language] = (replies, last)
    return {person: ordered(known) for person, known in told.items()}


def ordered(known: Mapping[str, tuple[int, datetime]]) -> list[Tongue]:
    most = sorted(known, key=lambda one: (-known[one][0], one))
    return [Tongue(one, *known[one], one == most[0]) for one in most]


def languages(asked: Asked, within: int) -> dict[int, float]:
    return {person: sum(one.counts for one in known) for person, known in tongues(asked, within).items()}
