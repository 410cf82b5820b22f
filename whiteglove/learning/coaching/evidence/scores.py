"""What the scorecard saw in each closed conversation, beside what is usual for this person: no absolute bar."""

from collections.abc import Iterable
from statistics import mean
from typing import Any

from django.template.defaultfilters import floatformat

from whiteglove.learning.quality.models import Score

from .scope import counted
from .shape import Evidence, Window

SCORED = "scored"
NAMED = 3
# So many points beside the usual weigh 1, and no more than 2; what weighs less than half isn't worth a word.
POINTS, MOST, LEAST = 10.0, 2.0, 0.5
LATEST = 2000


def scores_in(window: Window) -> list[tuple[int, float, list[dict[str, Any]], Any]]:
    rows = counted(Score.objects.counted().filter(person=window.person), window)
    rows = rows.filter(solved_at__gte=window.since, solved_at__lt=window.until).order_by("-solved_at", "-id")
    return list(rows.values_list("ticket", "total", "items", "solved_at")[:LATEST])


def from_scores(window: Window, few: int) -> list[Evidence]:
    """Those well above or below what is usual; none where too few say what is usual."""
    rows = scores_in(window)
    if len(rows) < few:
        return []
    usual = mean(total for _, total, *_ in rows)
    found = []
    for ticket, total, items, at in rows:
        weight = max(-MOST, min(MOST, (total - usual) / POINTS))
        if abs(weight) >= LEAST:
            found.append(Evidence(SCORED, _says(total, usual, items), ticket, weight, at=at))
    return found


def _says(total: float, usual: float, items: Iterable[dict[str, Any]]) -> str:
    says = f"The scorecard gives it {floatformat(total, 0)} of 100, where {floatformat(usual, 0)} is usual."
    missed = [one["name"] for one in items if one["verdict"] == "missed"][:NAMED]
    return f"{says} Not seen: {', '.join(missed)}."[:400] if missed and total < usual else says
