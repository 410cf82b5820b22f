"""The dashboard: goals and numbers of whoever one may look at."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say, tell
from whiteglove.learning.measures import actions, aiming, asking, queries, sight, words
from whiteglove.learning.measures.numbers import Asked
from whiteglove.learning.measures.periods import NAMES
from whiteglove.service.customers.models import Customer


@door("measures.see")
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    asked = asked_by(request)
    page = page_of(request, asked) | {"aims": aiming.aims(asked), "groups": queries.cards(asked)}
    return render(request, "measures/board.html", page | {"so_far": queries.so_far()})


def asked_by(request: HttpRequest) -> Asked:
    """404 for whoever isn't theirs to know about."""
    asked = asking.asked_for(request.user, request.GET)
    if asked is None:
        raise Http404
    return asked


def page_of(request: HttpRequest, asked: Asked) -> dict[str, object]:
    """What the filter shows."""
    return {
        "asked": asked, "scopes": sight.scopes(request.user), "periods": NAMES, "channels": asking.CHANNELS,
        "kinds": {key: says for key, says in asking.KINDS.items() if key}, "priorities": asking.PRIORITIES,
        "days": words.days(asked.period), "query": asking.address_of(asked),
    }  # fmt: skip


@door("measures.see", writes="measures.depart")
@require_http_methods(["POST", "DELETE"])
def departure(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: the customer has left us. DELETE: they haven't after all."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user).current(), pk=pk)
    if request.method == "POST":
        actions.depart(customer=customer, by=request.user, at=clock.now(), why=request.POST.get("why", ""))
        say(request, "Noted: no longer a customer.", undo_url=reverse("measures:departure", args=[pk]))
    else:
        actions.stay(customer=customer, by=request.user, at=clock.now())
        say(request, "Noted: still a customer.")
    if request.htmx:
        return tell(HttpResponse(status=204), f"live:customer:{pk}")
    return redirect("customers:customer", pk)
