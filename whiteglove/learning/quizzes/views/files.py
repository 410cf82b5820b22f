"""Files of questions from elsewhere: look, take in, take out."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.ground.ui.answering import SeeOther
from whiteglove.learning.quizzes import actions, queries
from whiteglove.learning.quizzes.bank.question import from_content
from whiteglove.learning.quizzes.forms import FileForm
from whiteglove.learning.quizzes.incoming import read, ready
from whiteglove.learning.quizzes.models import Import
from whiteglove.learning.quizzes.reviewing import looked_at

from .answering import refusals

SHOWN = 30


@door("quizzes.bank")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def files(request: HttpRequest) -> HttpResponse:
    """Those looked at so far; POST looks at another."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        found = ready(read(file.name, file.read()), queries.pack_ids(), form.cleaned_data["tag"])
        made = actions.look_at(name=file.name, found=found, by=request.user, at=clock.now())
        return SeeOther(reverse("quizzes:file", args=[made.pk]))
    rows = Import.objects.select_related("by").defer("questions", "report", "plan")
    page = page_after(rows, order=("-id",), after=request.GET.get("after", "")[:300])
    return render(request, "quizzes/files.html", {"form": form, "page": page}, status=422 if form.errors else 200)


@door("quizzes.bank")
@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@refusals
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read and what wasn't; POST takes it in or out, DELETE out."""
    now = get_object_or_404(Import.objects.select_related("by", "taken_in_by"), pk=min(pk, LARGEST))
    if request.method not in ("GET", "HEAD"):
        return change(request, now)
    questions = [from_content(one) for one in now.questions]
    looked = [(one, looked_at(one, None, 1, shuffle=False, key=True)) for one in questions[:SHOWN]]
    about = {"file": now, "count": now.count, "looked": looked, "more": max(0, now.count - SHOWN),
             "kinds": Counter(one.kind for one in questions).most_common(), "plan": now.plan}  # fmt: skip
    return render(request, "quizzes/file.html", about)


def change(request: HttpRequest, file: Import) -> HttpResponse:
    page = reverse("quizzes:file", args=[file.pk])
    if request.method == "DELETE" or request.POST.get("do") == "withdraw":
        actions.withdraw(file=file, by=request.user, at=clock.now())
        toasts.say(request, "Taken out of the bank.", undo_url=page, undo_method="POST")
    else:
        actions.take_in(file=file, by=request.user, at=clock.now())
        toasts.say(request, f"In the bank: {file.count} more.", undo_url=page)
    if request.htmx or request.method == "DELETE":
        return HttpResponse(status=204, headers={"HX-Redirect": page})
    return SeeOther(page)
