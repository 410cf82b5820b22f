"""How often items of the scorecard were met, in reviews by people."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet

from whiteglove.learning.careers.framework import Indicator
from whiteglove.learning.careers.levels import Counted, share
from whiteglove.learning.quality.models import Review, Verdict

from .asked import Asked, Told

JUDGED = ("met", "partly", "missed")


def reviews(asked: Asked, indicators: list[Indicator]) -> Told:
    """Only what was met wholly counts as met. One statement."""
    rows = verdicts(asked, indicators).order_by()
    found = {
        (person, item): (met, whole)
        for person, item, met, whole in rows.values_list("review__about", "item").annotate(
            met=Count("pk", filter=Q(verdict="met")), whole=Count("pk")
        )
    }
    people = {person for person, _ in found}
    return {one: {person: together(found, person, one) for person in people} for one in indicators}


def verdicts(asked: Asked, indicators: list[Indicator]) -> QuerySet[Verdict]:
    """What is counted of indicators that look equally far back."""
    seen = Review.objects.all() if asked.reader is None else Review.objects.visible_to(asked.reader)
    given = seen.given().ordinary().filter(
        about__in=asked.people, given_at__gte=asked.since(indicators[0].within), given_at__lte=asked.at
    )  # fmt: skip
    items = {name for one in indicators for name in one.of}
    return Verdict.objects.filter(review__in=given, item__in=items, verdict__in=JUDGED)


def together(found: Mapping[tuple[int, str], tuple[int, int]], person: int, one: Indicator) -> Counted:
    met, whole = (sum(found.get((person, item), (0, 0))[part] for item in one.of) for part in (0, 1))
    return share(met, whole)
