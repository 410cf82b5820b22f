"""What customers are asked: on or off, how it looks in each language, and a trial to oneself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.learning.surveys import actions, queries, trial_run
from whiteglove.learning.surveys.asks import Ask
from whiteglove.service.desk.errors import Refused


@door("surveys.setup")
@require_GET
def setup(request: HttpRequest) -> HttpResponse:
    decided = queries.switched_last()
    shown = [(one, trial_run.questions(one, request.user), decided.get(one.id)) for one in queries.asks_in_force()]
    about = {"asks": shown, "revision": queries.ruling_name()}
    return render(request, "surveys/setup.html", about)


@door("surveys.setup")
@require_POST
def switch(request: HttpRequest, ask: str) -> HttpResponse:
    on = request.POST.get("on") == "yes"
    try:
        actions.switch(ask=ask, on=on, by=request.user, at=clock.now())
    except actions.NoSuchSurvey as unknown:
        raise Http404 from unknown
    toasts.say(request, "It is asked from the next solved ticket on." if on else "Nobody is asked any more.")
    return redirect("surveys:setup")


@door("surveys.setup")
@require_GET
def preview(request: HttpRequest, ask: str, language: str) -> HttpResponse:
    """The page as customers find it. Nothing that is chosen here is kept."""
    found = ask_named(ask)
    about = trial_run.page(found, language, request.GET.get("score", ""), request.user)
    return render(request, "surveys/public/answer.html", about)


@door("surveys.setup")
@require_POST
def trial(request: HttpRequest, ask: str, language: str) -> HttpResponse:
    try:
        actions.try_out(ask=ask_named(ask), language=language, by=request.user, at=clock.now())
    except Refused as why:
        toasts.say(request, str(why), level="error")
    else:
        toasts.say(request, f"On its way to {request.user.email}.")
    return redirect("surveys:setup")


def ask_named(ask: str) -> Ask:
    found = next((one for one in queries.asks_in_force() if one.id == ask), None)
    if found is None:
        raise Http404
    return found
