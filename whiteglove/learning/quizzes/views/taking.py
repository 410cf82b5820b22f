"""Taking a quiz: what there is, its rules, its questions, handing it in."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.answering import SeeOther
from whiteglove.learning.quizzes import actions, queries
from whiteglove.learning.quizzes.models import Attempt
from whiteglove.learning.quizzes.paper import FLAG, STAY, UNFLAG, seconds_left, where
from whiteglove.service.desk.errors import Refused

from .answering import asked_for, own_attempt, refusals


@door("quizzes.take")
@require_GET
def quizzes(request: HttpRequest) -> HttpResponse:
    """What one may take, those that run first."""
    found = queries.results(request.user)
    found.sort(key=lambda pair: (pair[1].running is None, pair[1].passed, pair[0].module, pair[0].name))
    return render(request, "quizzes/list.html", {"found": found})


@door("quizzes.take")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def quiz(request: HttpRequest, quiz: str) -> HttpResponse:
    """Its rules and how one stands; POST begins."""
    found = queries.quiz(quiz)
    if found is None:
        raise Http404
    if request.method == "POST":
        begun = actions.begin(quiz=quiz, by=request.user, at=clock.now())
        return SeeOther(reverse("quizzes:attempt", args=[begun.pk]))
    mine = Attempt.objects.of(request.user, quiz).order_by("-number")[:50]
    about = {"quiz": found, "standing": queries.result(request.user, quiz), "attempts": mine}
    return render(request, "quizzes/quiz.html", about)


@never_cache
@door("quizzes.take")
@require_GET
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """One question, or all of them, as the quiz says."""
    now, at = own_attempt(request, pk), clock.now()
    if not now.running:
        return redirect("quizzes:result", pk=now.pk)
    quiz = queries.quiz_of(now)
    about = {"attempt": now, "quiz": quiz, "left": seconds_left(now, at)}
    if now.out_of_time(at):
        return render(request, "quizzes/over.html", about)
    about["paper"] = queries.paper_of(now, asked_for(request, "q"), whole=quiz.all_on_one_page)
    return render(request, "quizzes/attempt.html", about)


@door("quizzes.take", writes="quizzes.answer")
@require_POST
def answer(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Keep what was answered, and go where the button leads. A program gets JSON, the rest the next page."""
    now, at, go = own_attempt(request, pk), clock.now(), request.POST.get("go", STAY)
    plainly = request.headers.get("Accept") == "application/json"
    try:
        given = actions.save_answer(attempt=now, place=place, sent=dict(request.POST.lists()), by=request.user, at=at)
        if go in (FLAG, UNFLAG):
            actions.flag(attempt=now, place=place, on=go == FLAG, by=request.user, at=at)
    except Refused as no:
        return over(now, str(no), plainly)
    to = address(now, where(go, place, now.given.count()))
    if plainly:
        return JsonResponse({"answered": given.answer is not None, "left": seconds_left(now, at), "next": to})
    return SeeOther(to)


def over(attempt: Attempt, why: str, plainly: bool) -> HttpResponse:
    """Nothing is taken any more: its page says what became of it."""
    to = reverse("quizzes:attempt", args=[attempt.pk])
    return JsonResponse({"says": why, "next": to}, status=409) if plainly else SeeOther(to)


def address(attempt: Attempt, place: int | None) -> str:
    if place is None:
        return reverse("quizzes:end", args=[attempt.pk])
    page = reverse("quizzes:attempt", args=[attempt.pk])
    return f"{page}#question-{place}" if queries.quiz_of(attempt).all_on_one_page else f"{page}?q={place}"


@never_cache
@door("quizzes.take", writes="quizzes.answer")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still open; POST hands it in."""
    now, at = own_attempt(request, pk), clock.now()
    if request.method == "POST":
        actions.hand_in(attempt=now, by=request.user, at=at)
    if request.method == "POST" or not now.running:
        return SeeOther(reverse("quizzes:result", args=[now.pk]))
    quiz = queries.quiz_of(now)
    about = {"attempt": now, "quiz": quiz, "left": seconds_left(now, at), "paper": queries.paper_of(now, 1)}
    return render(request, "quizzes/end.html", about)
