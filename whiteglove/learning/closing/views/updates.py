"""Updates on complex matters: which are due, and a word when one begins to press."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import times, toasts
from whiteglove.learning.closing import queries

WHOSE = (("mine", "Mine"), ("team", "The team's"))
NEWS = timedelta(minutes=2)


@door("closing.see")
@require_GET
def updates(request: HttpRequest) -> HttpResponse:
    """What is due next first."""
    whose, now = request.GET.get("whose", "mine"), clock.now()
    if whose not in dict(WHOSE):
        raise Http404
    page = queries.page_of_updates(request.user, mine=whose == "mine", after=request.GET.get("after", ""))
    rows = [(row, times.urgency(row.due_at, now)) for row in page.rows]
    about = {"rows": rows, "after": page.cursor, "whose": whose, "whose_of": WHOSE, "here": "updates"}
    return render(request, "closing/updates.html", about)


@door("closing.see")
@require_GET
def news(request: HttpRequest) -> HttpResponse:
    """Says of which of one's tickets an update has just begun to press; mostly of none."""
    for row in queries.just_due(request.user, clock.now() - NEWS):
        due = times.whole(timezone.localtime(row.due_at))
        toasts.say(request, f"#{row.ticket_id} “{row.ticket.title[:60]}”: an update is due by {due}.")
    return HttpResponse(status=204)
