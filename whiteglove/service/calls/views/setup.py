"""Whose telephone has which extension."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.service.calls import actions
from whiteglove.service.calls.views.answers import refusals


@door("calls.setup")
@require_http_methods(["GET", "POST"])
@refusals
def extensions(request: HttpRequest) -> HttpResponse:
    """GET: everybody at the desk with theirs; POST gives or takes one."""
    people = Person.objects.assignable().select_related("extension").order_by("name")
    if request.method == "GET":
        return render(request, "calls/extensions.html", {"people": people})
    person = get_object_or_404(people, pk=number(request.POST.get("person")))
    given = request.POST.get("number", "")
    actions.give_extension(person=person, number=given, by=request.user, at=clock.now())
    says = f"{person.name} has the extension {given}." if given.strip() else f"{person.name} has no extension now."
    toasts.say(request, says)
    return HttpResponse(status=204) if request.htmx else redirect("calls:extensions")
