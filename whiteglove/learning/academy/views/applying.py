"""Apply for a programme, and withdraw that."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.actions import apply as acts
from whiteglove.learning.academy.bringing import brought, in_words
from whiteglove.learning.academy.forms import ApplyForm
from whiteglove.learning.academy.models import Application
from whiteglove.learning.academy.programme import Programme
from whiteglove.service.desk.errors import Refused

from .answer import done, refusals


@door("academy.see", writes="academy.see")
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, programme: str) -> HttpResponse:
    """What was typed stays, whatever is wrong with it."""
    found = queries.in_force().get(programme)
    if found is None:
        raise Http404
    seen = {id: in_words(one) for id, one in brought(found, request.user, clock.now()).items() if one.met}
    known = [(one["name"], seen[one["id"]]) for one in found.facts["prerequisites"] if one["id"] in seen]
    asked = [one for one in found.facts["prerequisites"] if one["id"] not in seen]
    given = request.POST if request.method == "POST" else None
    form = ApplyForm(given, prerequisites=asked, initial=said_before(request.user, found))
    if form.is_bound and form.is_valid():
        try:
            acts.apply(programme=programme, statement=form.cleaned_data["statement"], confirmed=form.confirmed(),
                       by=request.user, at=clock.now())  # fmt: skip
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return done(request, "Your application is on its way.", "programme", programme)
    context = {"programme": found, "form": form, "managers": queries.managers_of(request.user), "known": known}
    return render(request, "academy/apply.html", context, status=422 if form.is_bound else 200)


def said_before(person: Person, programme: Programme) -> dict[str, str]:
    """Whoever applies again needn't write it all again."""
    last = queries.application_of(person, programme.id)
    words = {f"need-{id}": text for id, text in last.confirmed.items() if text} if last else {}
    return words | ({"statement": last.statement} if last else {})


@door("academy.see", writes="academy.see")
@require_POST
@refusals
def withdraw(request: HttpRequest, application: int) -> HttpResponse:
    rows = Application.objects.filter(person=request.user)
    row = get_object_or_404(rows, pk=min(application, LARGEST))
    acts.withdraw(application=row, by=request.user, at=clock.now())
    return done(request, "Withdrawn. What you wrote is kept in case you apply again.", "programme", row.programme)
