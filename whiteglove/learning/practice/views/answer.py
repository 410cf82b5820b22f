"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.ui import answering
from whiteglove.learning.practice.actions.sit_down import sit_down
from whiteglove.learning.practice.errors import Refused
from whiteglove.learning.practice.models import Run

refusals = answering.refusals(Refused, "practice:library")
done = answering.done_in("practice")


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def go(request: HttpRequest, to: str, *args: Any) -> HttpResponse:
    """The page named `to`, whole."""
    return answering.go(request, reverse(f"practice:{to}", args=args))


def serve(request: HttpRequest, run: Run) -> HttpResponse:
    """At the desk, or on one plain page where they ask for it."""
    if request.POST.get("plain"):
        return go(request, "play", run.pk)
    return to_desk(request, sit_down(run=run, by=request.user, at=clock.now()))


def to_desk(request: HttpRequest, run: Run) -> HttpResponse:
    url = reverse("desk:ticket", args=[run.ticket_id]) if run.ticket_id else reverse("desk:practice")
    return answering.go(request, url)


def own_run(request: HttpRequest, pk: int) -> Run:
    return get_object_or_404(Run.objects.of(request.user), pk=min(pk, LARGEST))


def seen_run(request: HttpRequest, pk: int) -> Run:
    """One's own, or one that is shown to them."""
    return get_object_or_404(Run.objects.visible_to(request.user).select_related("person"), pk=min(pk, LARGEST))
