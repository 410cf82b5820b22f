"""What reviewers said of somebody's conversations, and what that person sees otherwise."""

from django.template.defaultfilters import floatformat

from whiteglove.learning.quality import queries as quality
from whiteglove.learning.quality.models import Dispute, Review, Verdict

from .scope import counted
from .shape import Evidence, Window

REVIEWED, VERDICT, DISPUTED = "reviewed", "verdict", "disputed"
SAID = {"met": "met", "partly": "met in part", "missed": "missed", "na": "doesn't apply"}
MOST = 12


def from_reviews(window: Window) -> list[Evidence]:
    """Each with its note, then what was written to single items."""
    rows = counted(Review.objects.given().ordinary().filter(about=window.person), window)
    rows = rows.filter(given_at__gte=window.since, given_at__lt=window.until).select_related("reviewer")
    reviews = list(rows.order_by("-given_at", "-id")[:MOST])
    written: dict[int, list[Verdict]] = {}
    for one in Verdict.objects.filter(review__in=reviews).exclude(comment="").order_by("id"):
        written.setdefault(one.review_id, []).append(one)
    return [line for one in reviews for line in (_told(one), *(_item(one, row) for row in written.get(one.pk, ())))]


def _told(one: Review) -> Evidence:
    total = f": {floatformat(one.total, 0)} of 100" if one.total is not None else ""
    says = f"{one.reviewer.first_name} reviewed it{total}."
    return Evidence(REVIEWED, says, one.ticket_id, 0.0, quote=one.note[:400], at=one.given_at,
                    facts={"review": one.pk})  # fmt: skip


def _item(review: Review, row: Verdict) -> Evidence:
    card = quality.scorecard_of(review)
    item = card.item(row.item) if card else None
    return Evidence(VERDICT, f"{item.name if item else row.item}: {SAID.get(row.verdict, row.verdict)}.",
                    review.ticket_id, 0.0, quote=row.comment[:400], at=review.given_at)  # fmt: skip


def from_disputes(window: Window) -> list[Evidence]:
    """Those that wait for a decision, and those decided in this time."""
    rows = counted(Dispute.objects.standing().filter(by=window.person), window).order_by("id")
    waiting = rows.open().select_related("ticket")[:MOST]
    decided = rows.filter(decided_at__gte=window.since, decided_at__lt=window.until)[:MOST]
    return [
        *(Evidence(DISPUTED, f"Seen otherwise, and to be decided by {one.due_at.day} {one.due_at:%B}.", one.ticket_id,
                   0.0, quote=one.reason[:400], at=one.at) for one in waiting),
        *(Evidence(DISPUTED, f"Seen otherwise. Decided: {one.get_outcome_display().lower()}.", one.ticket_id, 0.0,
                   quote=one.answer[:400], at=one.decided_at) for one in decided),
    ]  # fmt: skip
