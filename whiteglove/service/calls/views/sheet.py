"""The sheet of one call, and what was recorded of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import download
from whiteglove.ground.people.policy import door
from whiteglove.service.calls import queries
from whiteglove.service.calls.models import Outcome, Sheet
from whiteglove.service.calls.views.answers import sheet_in_sight
from whiteglove.service.channels.models import CallRecording

WRAPS = [
    (Outcome.SOLVED, "Solved", "check"), (Outcome.CALL_BACK, "We call back", "phone"),
    (Outcome.GOES_ON, "It goes on", "forward"), (Outcome.NOTHING, "Nothing to do", "close"),
]  # fmt: skip


@door("calls.take")
@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = sheet_in_sight(request, pk)
    return render(request, "calls/sheet.html", about(request, found))


def about(request: HttpRequest, found: Sheet) -> dict:
    """Everything the sheet shows."""
    shown = queries.shown(found, clock.now())
    choose = found.customer_id and not found.ticket_id
    return {
        "shown": shown,
        "sheet": found,
        "call": found.call,
        "mine": found.call.person_id == request.user.pk,
        "offered": found.call.offered_to_id == request.user.pk,
        "candidates": queries.candidates(request.user, found.customer) if choose else [],
        "wraps": WRAPS,
    }


@door("calls.take")
@require_GET
def recording(request: HttpRequest, recording: int) -> HttpResponse:
    row = get_object_or_404(CallRecording.objects.select_related("blob", "call__sheet"), pk=recording)
    sheet_in_sight(request, row.call.sheet.pk)
    if row.blob is None:
        raise Http404
    return download(row.blob.content, f"call-{row.call_id}.{row.type.rpartition('/')[2]}", row.type)
