"""For judges: what they were asked to judge, one nomination after the other, without seeing others' scores."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.learning.awards import queries
from whiteglove.learning.awards.actions import judge as verbs
from whiteglove.learning.awards.conflicts import DECLARED
from whiteglove.learning.awards.forms import ScoreForm
from whiteglove.learning.awards.models import Judge, Nomination, Score
from whiteglove.learning.awards.stages import JUDGING, OPEN, SAYS
from whiteglove.service.desk.errors import Refused

from .answer import done, own_judging, refusals


@door("awards.judge")
@require_GET
def judging(request: HttpRequest, pk: int) -> HttpResponse:
    """Those one may score, those one did, and those with a conflict."""
    row, now = own_judging(request, pk), clock.now()
    barred = queries.reasons(row.category)
    given = {one.nomination_id: one for one in row.scores.all()}
    rows = (
        Nomination.objects.standing().filter(category=row.category_id).select_related("nominee__profile").order_by("id")
    )
    context = {
        "judge": row, "category": row.category, "declared": DECLARED, "says": SAYS[row.category.cycle.stage(now)],
        "open": row.category.cycle.stage(now) == JUDGING, "declaring": row.category.cycle.stage(now) in (OPEN, JUDGING),
        "rows": [(one, barred.get((row.pk, one.pk), ""), given.get(one.pk)) for one in rows],
    }  # fmt: skip
    return render(request, "awards/judging.html", context)


def case_of(judge: Judge, nomination: int) -> Nomination:
    rows = Nomination.objects.standing().filter(category=judge.category_id).select_related("nominee", "by")
    row = get_object_or_404(rows, pk=min(nomination, LARGEST))
    row.category = judge.category
    return row


def given_before(judge: Judge, nomination: Nomination) -> dict[str, Any]:
    kept = Score.objects.filter(judge=judge, nomination=nomination).first()
    return {f"c-{name}": one for name, one in kept.given.items()} | {"words": kept.words} if kept else {}


@door("awards.judge")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def score(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """Statement and rubric side by side, with what was typed. Nobody reads what they have a conflict with."""
    row, now = own_judging(request, pk), clock.now()
    case, category = case_of(row, nomination), row.category
    if queries.reasons(category).get((row.pk, case.pk)):
        raise Http404
    form = ScoreForm(request.POST or None, criteria=category.criteria, initial=given_before(row, case))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            verbs.score(judge=row, nomination=case, given=form.given(), words=words, by=request.user, at=now)
            return done(request, "Kept. You can change it until judging ends.", "judging", pk)
        except Refused as no:
            form.add_error(None, str(no))
    about = {"judge": row, "nomination": case, "category": category, "open": category.cycle.stage(now) == JUDGING,
             "form": form}  # fmt: skip
    return render(request, "awards/score.html", about, status=422 if form.errors else 200)


@door("awards.judge")
@require_http_methods(["POST", "DELETE"])
@refusals
def conflict(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """Declare one; DELETE takes it back."""
    row = own_judging(request, pk)
    about = {"judge": row, "nomination": case_of(row, nomination), "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("back"):
        verbs.take_back(**about)
        return done(request, "Taken back.", "judging", pk)
    verbs.declare(**about)
    here = reverse("awards:conflict", args=[pk, nomination])
    return done(request, "Noted. You don't score this one.", "judging", pk, undo=here)
