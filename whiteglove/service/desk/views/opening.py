"""A ticket opened by us for a customer."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.forms import TicketForm
from whiteglove.service.desk.models import Ticket


@door("desk.open")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    given = {"email": request.GET.get("email", ""), "name": request.GET.get("name", ""), "priority": "normal"}
    form = TicketForm(request.POST or None, teams=teams_of(request.user), initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            ticket = opened(form.cleaned_data, request.user)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            toasts.say(request, f"Opened #{ticket.pk}. Write to the customer with R.")
            return redirect("desk:ticket", ticket.pk)
    return render(request, "desk/new.html", {"form": form}, status=422 if form.errors else 200)


def teams_of(person: Person):
    teams = Team.objects.current().order_by("name")
    return teams if person.role == "admin" else teams.filter(pk__in=person.team_ids)


def opened(given: dict, by: Person) -> Ticket:
    """The customer is known by the address, or becomes known by it; not by a ticket that was refused."""
    at = clock.now()
    with transaction.atomic():
        customer = recognise(email=given["email"], name=given["name"], at=at)
        return actions.open_ticket(
            customer=customer, by=by, at=at, subject=given["subject"], text=given["text"], team=given["team"],
            assignee=by, kind=given["kind"], priority=given["priority"],
        )  # fmt: skip
