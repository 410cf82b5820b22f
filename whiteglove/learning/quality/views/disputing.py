"""Disputes: somebody sees it otherwise, somebody else decides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.quality import actions, queries
from whiteglove.learning.quality.forms import DecideForm, ReasonForm
from whiteglove.learning.quality.judgement import VERDICTS
from whiteglove.learning.quality.models import Dispute, Review, Score

from .answering import attempt, done
from .home import tabs


@door("quality.see")
@require_GET
def disputes(request: HttpRequest) -> HttpResponse:
    """Open ones, what is due first; then those decided."""
    ended = Dispute.objects.standing().visible_to(request.user).filter(decided_at__isnull=False)
    ended = ended.select_related("by", "ticket", "decided_by").order_by("-decided_at", "-id")[:20]
    about = {"open": queries.disputes_open(request.user)[:50], "ended": ended}
    return render(request, "quality/disputes.html", about | tabs(request, "disputes"))


@door("quality.dispute")
@require_POST
def of_review(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Review.objects.visible_to(request.user).given(), pk=min(pk, LARGEST))
    return raised(request, row, "quality:review")


@door("quality.dispute")
@require_POST
def of_score(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Score.objects.visible_to(request.user), pk=min(pk, LARGEST))
    return raised(request, row, "quality:score")


def raised(request: HttpRequest, of: Review | Score, page: str) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return done(request, "Say in a sentence what you see otherwise.", page, of.pk)
    made, no = attempt(request, actions.dispute, of=of, **form.cleaned_data)
    undo = reverse("quality:dispute", args=[made.pk]) if made else ""
    return done(request, "" if no else "Somebody else will look at it.", page, of.pk, undo=undo)


@door("quality.see")
@require_http_methods(["GET", "POST", "DELETE"])
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """One dispute with both sides' words. POST decides it, DELETE withdraws it."""
    near = Dispute.objects.visible_to(request.user).select_related(
        "ticket", "by", "review__reviewer", "score", "decided_by"
    )
    row = get_object_or_404(near, pk=min(pk, LARGEST))
    if request.method == "DELETE":
        _, no = attempt(request, actions.withdraw, dispute=row)
        page = ("quality:review", row.review_id) if row.review_id else ("quality:score", row.score_id)
        return done(request, "" if no else "Withdrawn.", *page)
    form = DecideForm(request.POST) if request.method == "POST" else DecideForm(initial={"now": row.was})
    if request.method == "POST" and form.is_valid():
        _, no = attempt(request, actions.decide, dispute=row, **form.cleaned_data)
        return done(request, "" if no else "Decided; both sides' words are kept.", "quality:dispute", row.pk)
    return render(request, "quality/dispute.html", shown(request, row) | {"form": form} | tabs(request, "disputes"))


def shown(request: HttpRequest, row: Dispute) -> dict:
    card = queries.scorecard_of(row.review or row.score)
    auto = row.score.item(row.item) if row.score else None
    own = row.review.verdicts.filter(item=row.item).select_related("message").first() if row.review else None
    decides = may(request.user, "quality.decide", row) and queries.may_decide(row, request.user)
    return {
        "dispute": row, "item": card.item(row.item) if card else None, "auto": auto, "own": own, "decides": decides,
        "was": VERDICTS.get(row.was, row.was), "now": VERDICTS.get(row.now, row.now),
    }  # fmt: skip
