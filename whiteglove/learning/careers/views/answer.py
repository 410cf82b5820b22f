"""Whom a page is about, and how every door here answers after a change."""

from datetime import datetime, timedelta
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.ground.ui import answering
from whiteglove.learning.careers import queries
from whiteglove.learning.careers.framework import Capability, Framework
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "careers:mine")
done = answering.done


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def whose(request: HttpRequest, pk: int) -> Person:
    """Oneself, or somebody one looks after; nobody else is there."""
    if pk == request.user.pk:
        return request.user
    other = get_object_or_404(Person.objects.visible_to(request.user).active(), pk=min(pk, LARGEST))
    if not may(request.user, "careers.see", other):
        raise Http404
    return other


def capability_named(key: str) -> tuple[Framework, Capability]:
    found = queries.in_force()
    if found is None or key not in found.capabilities:
        raise Http404
    return found, found.capabilities[key]


def page_of(person: Person, key: str) -> str:
    return reverse("careers:one", args=[person.pk, key])


def in_a_month(of: Person, at: datetime) -> str:
    """By when a step that is taken at a press is due."""
    return (of.local(at).date() + timedelta(days=30)).isoformat()
