"""Items of the scorecard, as reviews judged them."""

from django.urls import reverse

from whiteglove.ground.lib.keyset import page_after
from whiteglove.learning.careers.counting.reviews import verdicts
from whiteglove.learning.quality.models import Review, Verdict

from .page import SIZE, Row, Rows, Wanted

COUNTS = {"met": "yes", "partly": "no, partly met", "missed": "no"}


def reviews(wanted: Wanted) -> Rows:
    """Each item of each review. Whoever it is about may open theirs, a lead those of tickets they see."""
    rows = verdicts(wanted.asked, [wanted.one]).select_related("review")
    page = page_after(rows, order=("-id",), after=wanted.after, size=SIZE)
    seen = Review.objects.visible_to(wanted.viewer).filter(pk__in={one.review_id for one in page.rows})
    open_to = set(seen.values_list("pk", flat=True))
    return Rows(tuple(_row(one, one.review_id in open_to) for one in page.rows), page.cursor)


def _row(one: Verdict, seen: bool) -> Row:
    url = reverse("quality:review", args=[one.review_id]) if seen else ""
    return Row(
        f"Review of #{one.review.ticket_id}: {one.item.replace('-', ' ')}",
        COUNTS[one.verdict],
        one.review.given_at,
        url,
    )
