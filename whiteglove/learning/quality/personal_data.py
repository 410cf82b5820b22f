"""What judgements quote of a customer's conversations: handed over with their data, erased with it.

What colleagues say of each other's work, its points and their disputes are about them: not handed over (decision 0106).
"""

from datetime import datetime
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

from .actions.forget import about, forget_judgements
from .models import Review, Score, Verdict


@erasure.register("quality")
def forget(customer: Customer, at: datetime) -> int:
    return forget_judgements(customer)


@export.register("quality")
def what_was_judged(customer: Customer) -> dict[str, list[dict[str, Any]]]:
    """Which conversations of theirs were judged, when, and which words of them are quoted there."""
    mine = about(customer)
    scores, reviews = Score.objects.filter(mine).order_by("id"), Review.objects.filter(mine).order_by("id")
    picked = Verdict.objects.filter(review__in=reviews).exclude(quote="").order_by("id")
    return {
        "scores": [{"ticket": one.ticket_id, "at": one.at.isoformat(), "quotes": quotes_of(one)} for one in scores],
        "reviews": [{"ticket": one.ticket_id, "at": one.begun_at.isoformat()} for one in reviews],
        "quotes": [{"ticket": one.review.ticket_id, "quote": one.quote} for one in picked.select_related("review")],
    }


def quotes_of(score: Score) -> list[str]:
    words = [one["words"] for item in score.items for one in item["quotes"]]
    return list(dict.fromkeys(words))
