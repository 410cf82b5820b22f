"""Reviews: the list of what to look at, the page on which one judges, and the review as it was given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.learning.quality import actions, queries
from whiteglove.learning.quality.forms import VerdictForm
from whiteglove.learning.quality.models import Dispute, Review, Sample
from whiteglove.learning.quality.showing import parts_of
from whiteglove.service.desk.models import Message, Ticket

from .answering import attempt, done
from .home import tabs


def review_for(request: HttpRequest, pk: int) -> Review:
    near = Review.objects.visible_to(request.user).select_related("ticket", "about", "reviewer", "score", "calibration")
    return get_object_or_404(near, pk=min(pk, LARGEST))


@door("quality.review")
@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """What was drawn for this reviewer; POST draws what is missing of the week."""
    if request.method == "POST":
        made, no = attempt(request, actions.draw_samples)
        count = sum(one.reviewer_id == request.user.pk for one in made or ())
        return done(request, "" if no else f"{count} drawn for you." if count else "Nothing more to draw for now.",
                    "quality:queue")  # fmt: skip
    mine = Review.objects.ordinary().filter(reviewer=request.user).select_related("ticket", "about")
    about = {
        "samples": queries.samples_for(request.user), "drafts": mine.drafts().order_by("-begun_at", "-id")[:20],
        "given": mine.given().order_by("-given_at", "-id")[:20],
    }  # fmt: skip
    return render(request, "quality/queue.html", about | tabs(request, "queue"))


@door("quality.review")
@require_POST
def begin(request: HttpRequest, ticket: int) -> HttpResponse:
    shown = get_object_or_404(Ticket.objects.visible_to(request.user), pk=min(ticket, LARGEST))
    made, no = attempt(request, actions.begin_review, ticket=shown)
    return done(request, "", "desk:ticket", shown.pk) if no else done(request, "", "quality:review", made.pk)


@door("quality.see", writes="quality.review")
@require_http_methods(["GET", "DELETE"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The page to judge on while it is a draft; the review once it is given. DELETE throws a draft away."""
    row = review_for(request, pk)
    if request.method == "DELETE":
        _, no = attempt(request, actions.discard_review, review=row)
        return done(request, "" if no else "The draft is gone.", "quality:queue")
    if row.is_draft:
        return render(request, "quality/review_draft.html", shown(row) | tabs(request, ""))
    until = queries.disputable_until(row)
    about = {"until": until, "may_dispute": row.about_id == request.user.pk and clock.now() <= until}
    return render(request, "quality/review.html", shown(row) | about | tabs(request, ""))


def shown(row: Review) -> dict[str, Any]:
    """{"review", "parts", "messages", "judged", "count", "blind"}."""
    disputes = Dispute.objects.standing().filter(review=row).select_related("by", "decided_by")
    auto = row.score.items if row.score and not row.calibration_id else ()
    of = (row.ticket.channel, row.ticket.kind)
    parts = parts_of(queries.scorecard_of(row), auto=auto, own=row.verdicts.all(), disputes=disputes, of=of)
    rows = [one for part in parts for one in part.rows]
    return {"review": row, "parts": parts, "messages": queries.messages_of(row.ticket), "count": len(rows),
            "judged": sum(one.own is not None for one in rows), "blind": queries.rules()["blind"]}  # fmt: skip


@door("quality.review")
@require_POST
def item(request: HttpRequest, pk: int, item: str) -> HttpResponse:
    """What the reviewer says of one item; the answer is that item, drawn anew."""
    row = review_for(request, pk)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Choose one of the verdicts.", status=422, content_type="text/plain; charset=utf-8")
    _, no = attempt(request, actions.save_verdict, review=row, item=item, **_said(row, form, request))
    if not request.headers.get("HX-Request"):
        return done(request, "", "quality:review", row.pk)
    if no:
        return HttpResponse(no, status=409, content_type="text/plain; charset=utf-8")
    about = shown(row)
    one = next(each for part in about["parts"] for each in part.rows if each.item.id == item)
    return render(request, "quality/item_answer.html", about | {"row": one})


def _said(row: Review, form: VerdictForm, request: HttpRequest) -> dict[str, Any]:
    """What was sent: a comment or a quotation alone leaves the verdict as it is."""
    given = form.cleaned_data
    before = row.verdicts.filter(item=request.resolver_match.kwargs["item"]).first()
    verdict = given["verdict"] if "verdict" in form.data else before.verdict if before else "na"
    words: dict[str, Any] = {"comment": given["comment"]} if "comment" in form.data else {}
    if "quote" in form.data:
        message = Message.objects.filter(pk=given["message"] or 0, ticket=row.ticket_id).first()
        words |= {"quote": given["quote"], "message": message, "start": given["start"] or 0}
    return {"verdict": verdict, **words}


@door("quality.see")
@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent by the page once it stands: a GET is fetched ahead, and notes nothing."""
    actions.see_review(review=review_for(request, pk), by=request.user, at=clock.now())
    return HttpResponse(status=204)


@door("quality.review")
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    row = review_for(request, pk)
    _, no = attempt(request, actions.save_note, review=row, note=request.POST.get("note", ""))
    if request.headers.get("HX-Request"):
        return HttpResponse(no, status=409 if no else 204)
    return done(request, "", "quality:review", row.pk)


@door("quality.review")
@require_http_methods(["POST", "DELETE"])
def given(request: HttpRequest, pk: int) -> HttpResponse:
    """POST gives it, with the note beside the button; DELETE takes it back."""
    row = review_for(request, pk)
    if request.method == "DELETE":
        _, no = attempt(request, actions.take_back_review, review=row)
        return done(request, "" if no else "It is a draft again.", "quality:review", row.pk)
    if "note" in request.POST:
        attempt(request, actions.save_note, review=row, note=request.POST["note"])
    _, no = attempt(request, actions.give_review, review=row)
    if no:
        return done(request, "", "quality:review", row.pk)
    if row.calibration_id:
        return done(request, "Your verdicts are in.", "quality:calibration", row.calibration_id)
    undo = reverse("quality:given", args=[row.pk])
    return done(request, f"{row.about.first_name} can read it now.", "quality:queue", undo=undo)


@door("quality.review")
@require_http_methods(["POST", "DELETE"])
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """DELETE sets aside what was drawn, POST takes it up again."""
    row = get_object_or_404(Sample.objects.filter(reviewer=request.user), pk=min(pk, LARGEST))
    if request.method == "POST":
        attempt(request, actions.take_up_sample, sample=row)
        return done(request, "", "quality:queue")
    attempt(request, actions.skip_sample, sample=row)
    return done(request, "Set aside.", "quality:queue", undo=request.path, method="POST")
