"""Reading texts that one's people wrote, and their results."""

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import download
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.lib.text import storable
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import answering, toasts
from whiteglove.ground.ui.answering import SeeOther
from whiteglove.learning.quizzes import actions, queries
from whiteglove.learning.quizzes.forms import JudgeForm
from whiteglove.service.desk.errors import Refused

from .answering import refusals

MOST = 5000
COLUMNS = ("person", "quiz", "attempt", "started_at", "handed_in_at", "in_time", "score", "passed")


@door("quizzes.review")
@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    """What waits to be read, the oldest first."""
    page = page_after(queries.to_read(request.user), order=("id",), after=request.GET.get("after", "")[:300])
    return render(request, "quizzes/texts.html", {"page": page, "named": queries.quizzes()})


@door("quizzes.review")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def text(request: HttpRequest, given: int) -> HttpResponse:
    """One of them, what a good one holds, and what was said of it; POST says what it is worth."""
    row = get_object_or_404(queries.texts(request.user), pk=min(given, LARGEST))
    if request.method == "POST":
        said = answering.read(JudgeForm(request.POST), Refused)
        actions.judge(given=row, by=request.user, at=clock.now(), **said)
        following = queries.to_read(request.user).order_by("id").first()
        toasts.say(request, f"Kept. {row.attempt.person} sees it.")
        return SeeOther(reverse("quizzes:text", args=[following.pk]) if following else reverse("quizzes:texts"))
    said = list(row.judgements.select_related("by"))
    form = JudgeForm(initial={"percent": said[0].percent, "words": said[0].words} if said else None)
    about = {"row": row, "one": queries.looked_at_text(row), "said": said, "form": form,
             "quiz": queries.quiz_of(row.attempt), "like": queries.like(row)}  # fmt: skip
    return render(request, "quizzes/text.html", about)


@door("quizzes.results")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """How one's people did, the latest first."""
    rows, chosen = queries.results_of_people(request.user), storable(request.GET.get("quiz", ""))[:80]
    if chosen:
        rows = rows.filter(quiz=chosen)
    page = page_after(rows, order=("-id",), after=request.GET.get("after", "")[:300], size=50)
    about = {"page": page, "named": queries.quizzes(), "chosen": chosen}
    return render(request, "quizzes/people.html", about)


@door("quizzes.results")
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as a table: the latest few thousand."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    diagnostic = {one.id for one in queries.quizzes().values() if one.diagnostic}
    for one in queries.results_of_people(request.user).order_by("-id")[:MOST]:
        name = str(one.person)
        table.writerow((
            f"'{name}" if name[:1] in tuple("=+-@\t\r") else name, one.quiz, one.number, one.started_at.isoformat(),
            one.handed_in_at.isoformat(), "yes" if one.in_time else "no", "" if one.score is None else one.score,
            "" if one.quiz in diagnostic else {True: "yes", False: "no"}.get(one.passed, ""),
        ))  # fmt: skip
    return download(
        written.getvalue().encode(), "quiz-results.csv", "text/csv; charset=utf-8", kept="private, no-store"
    )
