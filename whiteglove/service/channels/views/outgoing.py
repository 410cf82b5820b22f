"""What is on its way out, and what needs a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.service.channels.actions import cancel, mark_sent, send_again
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.channels.queries import OUTGOING_VIEWS, outgoing_in, page_of
from whiteglove.service.channels.views.answer import done

TOO_LATE = "Somebody was quicker: it has been decided."


def seen_by(request: HttpRequest, pk: int) -> Outgoing:
    return get_object_or_404(Outgoing.objects.visible_to(request.user).select_related("account", "raw"), pk=pk)


@require_GET
@door("channels.outgoing")
def outgoings(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state") if request.GET.get("state") in OUTGOING_VIEWS else "needs"
    rows, more = page_of(outgoing_in(request.user, chosen), request.GET.get("before", ""))
    return render(
        request,
        "channels/outgoings.html",
        {"rows": rows, "more": more, "chosen": chosen, "views": OUTGOING_VIEWS.items()},
    )


@require_GET
@door("channels.outgoing")
def outgoing(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    raw = shown.raw.content[:200_000].decode("utf-8", "replace") if shown.raw else ""
    return render(request, "channels/outgoing.html", {"outgoing": shown, "raw": raw})


@require_POST
@door("channels.outgoing")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    decided = send_again(seen_by(request, pk), by=request.user, at=clock.now())
    return done(request, "Queued. It leaves in a moment." if decided else TOO_LATE, "channels:outgoing", pk)


@require_POST
@door("channels.outgoing")
def arrived(request: HttpRequest, pk: int) -> HttpResponse:
    decided = mark_sent(seen_by(request, pk), by=request.user, at=clock.now())
    return done(request, "Marked as sent." if decided else TOO_LATE, "channels:outgoing", pk)


@require_POST
@door("channels.outgoing")
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    stopped = cancel(seen_by(request, pk), by=request.user, at=clock.now())
    return done(request, "It will not leave." if stopped else TOO_LATE, "channels:outgoing", pk)
