"""What a customer meets who follows a link of a survey's mail. Reading changes nothing: machines open links, too."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.limits import too_often
from whiteglove.ground.people.policy import public
from whiteglove.learning.surveys import actions, links, queries, tongue
from whiteglove.learning.surveys.forms import AnswerForm
from whiteglove.learning.surveys.models import LONGEST, Survey, Way

MOST, WITHIN = 60, 600  # what one link may say in ten minutes


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the survey that the signed address names. That address is the whole right to answer: no cookie
    counts, so a forged form has no hold, and one click works in a mail program that keeps no cookies."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, token: str, **more: int) -> HttpResponse:
        survey = queries.survey_to_answer(links.meant_by(token))
        if survey is None:
            return page_of(request, "gone.html", {}, "", status=404)
        if request.method == "POST" and too_often("surveys.answers", token, MOST, WITHIN):
            return page_of(request, "gone.html", {"state": "too_often"}, survey.language, status=429)
        return view(request, survey, token, **more)

    opened.csrf_exempt = True
    opened.opened_by_link = True
    return public(opened)


@by_link
def page(request: HttpRequest, survey: Survey, token: str, score: int | None = None) -> HttpResponse:
    """With a number: the one that was clicked, which is shown as chosen and is no answer yet."""
    if request.method == "POST":
        return said(request, survey, token)
    return shown(request, survey, token, score)


@by_link
def way_out(request: HttpRequest, survey: Survey, token: str) -> HttpResponse:
    """No more surveys; and back. Mail programs send the POST by themselves when asked to (RFC 8058)."""
    if request.method == "POST":
        done = actions.resume if "again" in request.POST else actions.stop
        done(survey=survey, at=clock.now())
    stopped = queries.has_stopped(survey)
    return page_of(request, "stop.html", {"token": token, "stopped": stopped}, survey.language)


def said(request: HttpRequest, survey: Survey, token: str) -> HttpResponse:
    form = AnswerForm(survey.scale, request.POST)
    if not form.is_valid():
        return shown(request, survey, token, None, wrong=True)
    given = form.cleaned_data
    if given["how"] == "opened":
        actions.click(survey=survey, score=given["score"], at=clock.now())
        return HttpResponse(status=204)
    try:
        actions.answer(survey=survey, score=given["score"], comment=form.words, source=form.source, at=clock.now())
    except actions.Closed:
        return shown(request, survey, token, None)
    if given["how"] == "acted":
        return HttpResponse(status=204)
    return redirect(f"{reverse('survey:page', args=[token])}?in={language_of(request, survey.language)}&kept=1")


def shown(request: HttpRequest, survey: Survey, token: str, score: int | None, wrong: bool = False) -> HttpResponse:
    """The question with what was chosen; the answer, as long as it can be changed; that it is too late."""
    found, language = queries.standing(survey, score, clock.now()), language_of(request, survey.language)
    here = f"{reverse('survey:page', args=[token])}?in={language}"
    about = {"token": token, "wrong": wrong, "kept": "kept" in request.GET, "action": here, "now": found,
             "longest": LONGEST, "from": came_from(request), **in_words(found, language)}  # fmt: skip
    return page_of(request, "answer.html", about, survey.language, status=422 if wrong else 200)


def in_words(found: queries.Standing, language: str) -> dict[str, str]:
    say, given = tongue.says(language), found.given
    prompt = ""
    if found.waits_for_click:
        prompt = (
            say["change_to"].format(given.score, found.chosen)
            if given
            else (say["chosen_not_sent"].format(found.chosen))
        )
    outcome = say["of"].format(given.score, given.most) if given else ""
    return found.words(language) | {"prompt": prompt, "outcome": outcome}


def came_from(request: HttpRequest) -> str:
    return Way.PORTAL if Way.PORTAL in (request.GET.get("from"), request.POST.get("from")) else ""


def language_of(request: HttpRequest, own: str) -> str:
    return tongue.wanted(request.GET.get("in", ""), own)


def page_of(request: HttpRequest, template: str, about: dict[str, Any], own: str, status: int = 200) -> HttpResponse:
    language = language_of(request, own)
    frame = {
        "say": tongue.says(language), "language": language, "direction": tongue.direction(language),
        "languages": tongue.known(), "brand": settings.HELP_NAME, "coloured": bool(settings.HELP_COLOUR),
    }  # fmt: skip
    answer = render(request, f"surveys/public/{template}", frame | about, status=status)
    answer["Content-Language"], answer["Cache-Control"] = language, "private, no-store"
    answer["X-Robots-Tag"], answer["Referrer-Policy"] = "noindex", "no-referrer"
    return answer
