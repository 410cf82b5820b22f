"""What quizzes came to: of each the best result, and together their mean, once all of them were taken."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from whiteglove.learning.careers.framework import Indicator
from whiteglove.learning.careers.levels import Counted
from whiteglove.learning.quizzes.models import Attempt

from .asked import Asked, Told


def quizzes(asked: Asked, indicators: list[Indicator]) -> Told:
    """One statement."""
    done = attempts(asked, indicators)
    best: dict[int, dict[str, int]] = {}
    for person, quiz, score in done.order_by().values_list("person", "quiz").annotate(best=Max("score")):
        best.setdefault(person, {})[quiz] = score
    return {
        one: {person: mean([known[name] for name in one.of])
              for person, known in best.items() if known.keys() >= set(one.of)}
        for one in indicators
    }  # fmt: skip


def attempts(asked: Asked, indicators: list[Indicator]) -> QuerySet[Attempt]:
    """Those that were graded."""
    return Attempt.objects.filter(
        person__in=asked.people, quiz__in={name for one in indicators for name in one.of}, score__isnull=False,
        finished_at__gte=asked.since(indicators[0].within), finished_at__lte=asked.at,
    )  # fmt: skip


def mean(scores: list[int]) -> Counted:
    return Counted(sum(scores) / len(scores), len(scores))
