"""What readers and reviewers said of one's work, as a file."""

from typing import Any

from whiteglove.ground.people.models import Person

from . import queries
from .models import Dispute, Review, Sample, Score, Verdict


def file_of(person: Person) -> dict[str, Any]:
    """And what one said of others' work, without their names."""
    reviews = queries.reviews_of(person).prefetch_related("verdicts")
    reviewed = Review.objects.filter(reviewer=person).order_by("id")
    drawn = Sample.objects.filter(about=person).order_by("id")
    return {
        "person": person.name,
        "scores": list(Score.objects.filter(person=person).order_by("id").values()),
        "reviews": [{"ticket": one.ticket_id, "by": one.reviewer.name, "note": one.note,
                     "verdicts": [_told(each) for each in one.verdicts.all()]} for one in reviews],
        "reviews_of_others": list(reviewed.values("ticket", "begun_at", "given_at", "note", "taken_back_at")),
        "drawn_for_review": list(drawn.values("ticket", "week", "why", "skipped_at")),
        "disputes": list(Dispute.objects.filter(by=person).order_by("id").values()),
    }  # fmt: skip


def _told(one: Verdict) -> dict[str, Any]:
    return {"item": one.item, "verdict": one.verdict, "quote": one.quote, "comment": one.comment}
