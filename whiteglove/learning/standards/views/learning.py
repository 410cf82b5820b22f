"""What the reader has learnt from people's answers, and the way back."""

import json

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.reader.rungs import CALIBRATED, NEEDS, RETRAINED
from whiteglove.ground.ui.toasts import say
from whiteglove.learning.standards import actions, queries
from whiteglove.learning.standards.models import Trial
from whiteglove.learning.standards.reader_in_force import fitting_now


@door("standards.setup")
@require_GET
def learning(request: HttpRequest) -> HttpResponse:
    context = {
        "rows": queries.learnings(),
        "may_learn": may(request.user, "standards.learn"),
        "calibrated": NEEDS[CALIBRATED],
        "retrained": NEEDS[RETRAINED],
    }
    return render(request, "standards/learning.html", context)


@door("standards.learn")
@require_POST
def attempt(request: HttpRequest, behaviour: str) -> HttpResponse:
    """Try to learn now what the answers allow."""
    about = queries.behaviours().get(behaviour)
    if about is None:
        raise Http404
    try:
        tried = actions.try_rung(behaviour=behaviour, at=clock.now(), by=request.user)
    except ValueError:
        say(request, f"{about['name']}: there are too few answers to learn from.", level="error")
    else:
        did = "in use" if tried.adopted else "no better, so it goes as it ships"
        say(request, f"{about['name']}: {tried.f1_before:.2f} before, {tried.f1_after:.2f} after; {did}.")
    return redirect("standards:learning")


@door("standards.learn")
@require_POST
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Go back to the reader as it ships, or use again what was learnt."""
    row = get_object_or_404(Trial, pk=min(pk, 2**63 - 1))
    about = {"trial": row, "by": request.user, "at": clock.now()}
    name = queries.behaviours().get(row.behaviour, {"name": row.behaviour})["name"]
    if request.POST.get("use") == "again":
        done = actions.use_again(**about)
        aside = queries.set_aside_by(Trial.objects.get(pk=row.pk), fitting_now())
        says = f"{name}: {f'kept, but set aside: {aside}' if aside else 'what was learnt is in use again'}."
    else:
        done = actions.go_back(**about)
        says = f"{name}: back to the reader as it ships."
    say(request, says if done else "That was so already.")
    return redirect("standards:learning")


@door("standards.learn")
@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Every answer as JSON lines."""
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in queries.corrections())
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="corrections.jsonl"'
    return response
