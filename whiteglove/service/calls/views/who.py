"""Who is on the telephone, and what it is about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.service.calls import actions
from whiteglove.service.calls.forms import CallerForm, MatterForm
from whiteglove.service.calls.views.answers import done, first_error, refusals, refused, sheet_in_sight
from whiteglove.service.customers import queries as customers
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import Ticket


@door("calls.take")
@require_http_methods(["GET", "POST"])
@refusals
def caller(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: customers whose name, number or address begins so; POST: it is this one, or somebody new."""
    sheet = sheet_in_sight(request, pk)
    if request.method == "GET":
        words = request.GET.get("name", "").strip()
        rows = customers.found(request.user, words, size=6).rows if words else []
        return render(request, "calls/candidates.html", {"sheet": sheet, "rows": rows, "words": words})
    form = CallerForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    given, chosen = form.cleaned_data, None
    if given["customer"]:
        chosen = get_object_or_404(Customer.objects.visible_to(request.user), pk=given["customer"])
    actions.know_caller(
        sheet=sheet, by=request.user, at=clock.now(), customer=chosen, name=given["name"], email=given["email"]
    )
    return done(request, sheet)


@door("calls.take")
@require_POST
@refusals
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Into one of their open tickets, or a new one."""
    sheet, form = sheet_in_sight(request, pk), MatterForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    given, chosen = form.cleaned_data, None
    if given["ticket"]:
        chosen = get_object_or_404(Ticket.objects.visible_to(request.user), pk=given["ticket"])
    actions.place(sheet=sheet, by=request.user, at=clock.now(), ticket=chosen, subject=given["subject"])
    return done(request, sheet)
