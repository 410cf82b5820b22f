"""What judgements quote of a customer's conversations: handed over with their data, erased with it."""

from datetime import datetime
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

from .actions.forget import about, forget_judgements
from .models import Dispute, Review, Score, Verdict


@erasure.register("quality")
def forget(customer: Customer, at: datetime) -> int:
    return forget_judgements(customer)


@export.register("quality")
def what_was_judged(customer: Customer) -> dict[str, list[dict[str, Any]]]:
    """Scores, reviews and disputes of every conversation of theirs, with the words these quote."""
    mine = about(customer)
    return {
        "scores": [{"ticket": one.ticket_id, "at": one.at.isoformat(), "total": one.total, "items": one.items}
                   for one in Score.objects.filter(mine).order_by("id")],
        "reviews": [{"ticket": one.ticket_id, "at": one.begun_at.isoformat(), "note": one.note, "total": one.total}
                    for one in Review.objects.filter(mine).order_by("id")],
        "verdicts": [{"review": one.review_id, "item": one.item, "verdict": one.verdict, "quote": one.quote,
                      "comment": one.comment}
                     for one in Verdict.objects.filter(review__in=Review.objects.filter(mine)).order_by("id")],
        "disputes": [{"ticket": one.ticket_id, "item": one.item, "reason": one.reason, "answer": one.answer}
                     for one in Dispute.objects.filter(mine).order_by("id")],
    }  # fmt: skip
