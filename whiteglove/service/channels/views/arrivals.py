"""What arrived, and what became of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.service.channels.actions import replay, set_aside
from whiteglove.service.channels.actions.replay import AlreadyFiled, Erased
from whiteglove.service.channels.forms import SetAsideForm
from whiteglove.service.channels.models import Arrival
from whiteglove.service.channels.queries import ARRIVAL_VIEWS, arrivals_in, page_of
from whiteglove.service.channels.views.answer import done

SHOWN_RAW = 200_000


def seen_by(request: HttpRequest, pk: int) -> Arrival:
    mine = Arrival.objects.visible_to(request.user).select_related("account", "raw")
    return get_object_or_404(mine, pk=pk)


@require_GET
@door("channels.arrivals")
def arrivals(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state") if request.GET.get("state") in ARRIVAL_VIEWS else "needs"
    rows, more = page_of(arrivals_in(request.user, chosen), request.GET.get("before", ""))
    return render(
        request,
        "channels/arrivals.html",
        {"rows": rows, "more": more, "chosen": chosen, "views": ARRIVAL_VIEWS.items()},
    )


@require_GET
@door("channels.arrivals")
def arrival(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    raw = shown.raw.content
    page = {
        "arrival": shown,
        "raw": raw[:SHOWN_RAW].decode("utf-8", "replace"),
        "cut": len(raw) > SHOWN_RAW,
        "form": SetAsideForm(),
    }
    return render(request, "channels/arrival.html", page)


@require_GET
@door("channels.arrivals")
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The raw bytes as a file; never shown by the browser as what they claim to be."""
    shown = seen_by(request, pk)
    response = HttpResponse(shown.raw.content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="arrival-{pk}.eml"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@door("channels.arrivals")
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    """File it (again)."""
    try:
        after = replay(seen_by(request, pk), by=request.user, at=clock.now())
    except AlreadyFiled:
        return done(request, "It was filed meanwhile.", "channels:arrival", pk)
    except Erased:
        return done(request, "It was erased, so nothing is left to file.", "channels:arrival", pk, level="error")
    if after.state == Arrival.State.FILED:
        return done(request, "Filed.", "channels:arrival", pk)
    return done(request, "It still can't be filed. The page shows why.", "channels:arrival", pk, level="error")


@require_http_methods(["POST"])
@door("channels.arrivals")
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    form, shown = SetAsideForm(request.POST), seen_by(request, pk)
    if not form.is_valid():
        return done(request, "Say why, in a few words.", "channels:arrival", pk, level="error")
    if set_aside(shown, by=request.user, at=clock.now(), reason=form.cleaned_data["reason"]):
        return done(request, "Set aside. It stays here.", "channels:arrivals")
    return done(request, "Somebody was quicker: it has been dealt with.", "channels:arrival", pk)
