"""What is said of one's own work; for leads, the scores of their people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST, number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.quality import queries
from whiteglove.learning.quality.models import Dispute, Score
from whiteglove.learning.quality.showing import parts_of

LATEST = ("-solved_at", "-id")


@door("quality.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """One's own: reviews first, then what the program saw."""
    mine = queries.scores(request.user).filter(person=request.user)
    page = page_after(mine, order=LATEST, after=request.GET.get("after", ""))
    about = {
        "page": page, "reviews": queries.reviews_of(request.user)[:10], "mean": queries.mean_of(mine),
        "disputes": queries.disputes_open(request.user).filter(by=request.user)[:10], **tabs(request, "mine"),
    }  # fmt: skip
    return render(request, "quality/home.html", about)


@door("quality.scores")
@require_GET
def scores(request: HttpRequest) -> HttpResponse:
    """The teams' scores: of one person with `person`, the low ones with `low`."""
    rows, person = queries.scores(request.user), number(request.GET.get("person", ""))
    rows = rows.filter(person=person) if person else rows
    low = queries.rules()["sampling"]["low"]
    rows = rows.filter(total__lt=low) if request.GET.get("low") else rows
    people = Person.objects.visible_to(request.user).assignable().order_by("name", "id")
    page = page_after(rows, order=LATEST, after=request.GET.get("after", ""))
    about = {"page": page, "people": people, "chosen": person, "low": low, "only_low": bool(request.GET.get("low"))}
    return render(request, "quality/scores.html", about | tabs(request, "scores"))


@door("quality.see")
@require_GET
def score(request: HttpRequest, pk: int) -> HttpResponse:
    """One automatic score, item by item, with the words it rests on."""
    row = get_object_or_404(
        Score.objects.visible_to(request.user).select_related("ticket", "person"), pk=min(pk, LARGEST)
    )
    # Of whichever score of the solution: what was disputed isn't disputed again when it is scored anew.
    disputes = Dispute.objects.standing().of_solution(row.ticket_id, row.person_id, row.solved_at)
    disputes = disputes.select_related("by", "decided_by")
    until = queries.disputable_until(row)
    parts = parts_of(queries.scorecard_of(row), auto=row.items, disputes=disputes, sections=row.sections)
    about = {
        "score": row, "parts": parts,
        "limits": [one for part in parts for one in part.rows if one.item.id in row.limited],
        "until": until, "may_dispute": row.person_id == request.user.pk and clock.now() <= until,
        "may_review": may(request.user, "quality.review", row) and row.person_id != request.user.pk,
    }  # fmt: skip
    return render(request, "quality/score.html", about | tabs(request, ""))


def tabs(request: HttpRequest, here: str) -> dict:
    return {"tab": here, "leads": may(request.user, "quality.review")}
