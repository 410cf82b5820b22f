"""Who is here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door


@door("community.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "community/home.html")


@door("community.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    found = Person.objects.active().staff().order_by("name", "pk")[:50]
    return render(request, "community/people.html", {"found": found})


@door("community.see")
@require_GET
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.active().staff(), pk=pk)
    return render(request, "community/person.html", {"person": person})
