"""What readers and reviewers said of one's work, as a file."""

from typing import Any

from whiteglove.ground.people.models import Person

from .models import Dispute, Review, Score, Verdict


def file_of(person: Person) -> dict[str, Any]:
    reviews = Review.objects.filter(about=person).select_related("reviewer").order_by("id")
    return {
        "person": person.name,
        "scores": list(Score.objects.filter(person=person).order_by("id").values()),
        "reviews": [{"ticket": one.ticket_id, "by": one.reviewer.name, "note": one.note,
                     "verdicts": list(Verdict.objects.filter(review=one).order_by("id").values())} for one in reviews],
        "disputes": list(Dispute.objects.filter(by=person).order_by("id").values()),
    }  # fmt: skip
