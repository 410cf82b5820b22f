"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.ui import answering
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.models import Enrolment
from whiteglove.learning.academy.standing import Known, known_of
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "academy:home")
done = answering.done_in("academy")


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def go(request: HttpRequest, to: str, *args: Any) -> HttpResponse:
    """The page named `to`, whole."""
    return answering.go(request, reverse(f"academy:{to}", args=args))


def own(request: HttpRequest, pk: int) -> Enrolment:
    """One's own, also one that has ended."""
    rows = Enrolment.objects.filter(person=request.user).select_related("person")
    return get_object_or_404(rows, pk=min(pk, LARGEST))


def seen(request: HttpRequest, pk: int) -> Enrolment:
    """One's own, or that of somebody one looks after or mentors."""
    return get_object_or_404(queries.enrolment_for(request.user, min(pk, LARGEST)))


def known(enrolment: Enrolment) -> Known:
    """Where they stand. Not found where the pack they began with has gone."""
    found = known_of(enrolment, clock.now())
    if found is None:
        raise Http404
    return found
