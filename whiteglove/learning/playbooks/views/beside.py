"""What one does with a playbook beside a ticket: one door for each change."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.learning.playbooks import actions
from whiteglove.learning.playbooks.models import Play
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.sight import ticket_before


@door("playbooks.use", rehearsed=True)
@require_POST
def open_one(request: HttpRequest, ticket: int, playbook: str) -> HttpResponse:
    """Open this playbook beside the ticket."""
    shown = ticket_for(request, ticket)
    return tried(request, shown.pk, lambda **who: actions.open_playbook(ticket=shown, playbook=playbook, **who))


@door("playbooks.use", rehearsed=True)
@require_http_methods(["POST", "DELETE"])
def offer(request: HttpRequest, ticket: int, playbook: str) -> HttpResponse:
    """DELETE: not needed here; POST: offer it again."""
    shown = ticket_for(request, ticket)
    if request.method == "POST":
        return tried(request, shown.pk, lambda **who: actions.offer_again(ticket=shown, playbook=playbook, **who))
    told = {"says": "It isn't offered here any more.", "undo_url": request.path, "undo_method": "POST"}
    return tried(request, shown.pk, lambda **who: actions.decline(ticket=shown, playbook=playbook, **who), **told)


@door("playbooks.use", rehearsed=True)
@require_http_methods(["POST", "DELETE"])
def play(request: HttpRequest, pk: int) -> HttpResponse:
    """DELETE closes an open playbook, POST takes it up again."""
    shown = play_for(request, pk)
    if request.method == "POST":
        return tried(request, shown.ticket_id, lambda **who: actions.take_up(play=shown, **who))
    told = {"says": "The playbook is closed.", "undo_url": request.path, "undo_method": "POST"}
    return tried(request, shown.ticket_id, lambda **who: actions.close(play=shown, **who), **told)


@door("playbooks.use", rehearsed=True)
@require_http_methods(["POST", "DELETE"])
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """POST ticks a step by hand, DELETE takes the tick back."""
    shown = play_for(request, pk)
    change = actions.untick if request.method == "DELETE" else actions.tick
    return tried(request, shown.ticket_id, lambda **who: change(play=shown, step=step, **who))


def ticket_for(request: HttpRequest, pk: int) -> Ticket:
    """A ticket this person may see, or Http404."""
    if (found := ticket_before(request.user, pk)) is None:
        raise Http404
    return found


def play_for(request: HttpRequest, pk: int) -> Play:
    if pk > LARGEST:
        raise Http404
    found = get_object_or_404(Play, pk=pk)
    ticket_for(request, found.ticket_id)
    return found


def tried(request: HttpRequest, ticket: int, change: Callable[..., object], says: str = "", **undo: str):
    """Do it, say so and let the page refetch what shows it; or say why not."""
    try:
        change(by=request.user, at=clock.now())
    except Refused as no:
        toasts.say(request, str(no), level="error")
        answer = HttpResponse(str(no), status=409, content_type="text/plain; charset=utf-8")
        answer.headers["HX-Reswap"] = "none"
        return answer
    if says:
        toasts.say(request, says, **undo)
    if not request.htmx:
        return redirect("desk:ticket", ticket)
    return toasts.tell(HttpResponse(status=204), "playbook:changed", {"ticket": ticket})
