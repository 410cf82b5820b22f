"""Calls: those that run, those to wrap up, and what was; a new one begins here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, may
from whiteglove.service.calls import actions, queries
from whiteglove.service.calls.forms import BeginForm
from whiteglove.service.calls.views.answers import first_error, go, refusals, refused
from whiteglove.service.desk.models import Ticket


@door("calls.take")
@require_http_methods(["GET", "POST"])
@refusals
def calls(request: HttpRequest) -> HttpResponse:
    """POST: the telephone is at one's ear; the sheet comes up at once."""
    if request.method == "POST":
        form, now = BeginForm(request.POST), clock.now()
        if not form.is_valid():
            return refused(request, first_error(form))
        begin = actions.make_call if form.cleaned_data["direction"] == "out" else actions.take_call
        return go(request, "calls:sheet", begin(by=request.user, at=now, number=form.cleaned_data["number"]).pk)
    page = queries.calls(request.user, request.GET.get("after", ""))
    may_count = may(request.user, "calls.counts")
    about = {"rows": page.rows, "after": page.cursor, "may_count": may_count}
    if not request.GET.get("after"):
        about |= {"running": queries.running(request.user), "unwrapped": queries.unwrapped(request.user)}
    return render(request, "calls/list.html", about)


@door("calls.take")
@require_POST
@refusals
def dial(request: HttpRequest, ticket: int) -> HttpResponse:
    """Call the customer of a ticket, about it."""
    found = Ticket.objects.visible_to(request.user).filter(pk=min(ticket, LARGEST)).first()
    if found is None:
        raise Http404
    number = request.POST.get("number", "")[:40]
    made = actions.make_call(by=request.user, at=clock.now(), number=number, ticket=found)
    return go(request, "calls:sheet", made.pk)
