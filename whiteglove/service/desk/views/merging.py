"""Two tickets, one matter: find the other, merge, take it apart again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.service.desk import actions, queries, search
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.views.answers import back, refusals, refused, ticket_for, url_of


@door("desk.merge")
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """GET offers the customer's other tickets; POST merges this one into `into`; DELETE takes this one out again."""
    if request.method == "GET":
        ticket = ticket_for(request, pk)
        near = queries.previous_tickets(ticket.customer, request.user, apart_from=ticket)
        return render(request, "desk/merge.html", {"ticket": ticket, "near": near})
    source = get_object_or_404(Ticket.objects.visible_to(request.user), pk=pk)
    if request.method == "DELETE":
        actions.unmerge(source=source, by=request.user, at=clock.now())
        return back(request, source, f"#{pk} stands on its own again.")
    into = Ticket.objects.visible_to(request.user).filter(pk=number(request.POST.get("into"))).first()
    if into is None:
        return refused(request, "Choose the ticket this one belongs to.")
    done = actions.merge(source=source, into=into, by=request.user, at=clock.now())
    return merged(request, source, into, " Drafts came along." if done.before["drafts"] else "")


def merged(request: HttpRequest, source: Ticket, into: Ticket, besides: str) -> HttpResponse:
    """Go to where the matter lives on."""
    toasts.say(request, f"Merged into #{into.pk}.{besides}", undo_url=url_of("merge", source.pk))
    if not request.htmx:
        return redirect("desk:ticket", into.pk)
    response = toasts.tell(HttpResponse(status=204), "desk:changed", {"ticket": into.pk})
    return toasts.tell(response, "desk:back", {"ticket": into.pk, "url": url_of("ticket", into.pk)})


@door("desk.merge")
@require_GET
def candidates(request: HttpRequest, pk: int) -> HttpResponse:
    """Tickets that answer to some words or a number, to merge into."""
    ticket, words = ticket_for(request, pk), request.GET.get("q", "").strip()[:200]
    sight = Ticket.objects.visible_to(request.user).standing().exclude(pk=pk).select_related("customer")
    named = list(sight.filter(pk=number(words.lstrip("#")))) if words else []
    found = [hit.ticket for hit in search.find(request.user, words, size=10).rows] if words else []
    rows = {one.pk: one for one in (*named, *found) if one.pk != pk}
    return render(request, "desk/merge.html#choices", {"ticket": ticket, "near": rows.values(), "words": words})
