"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import require
from whiteglove.ground.ui import answering
from whiteglove.learning.awards.models import Category, Cycle, Judge, Nomination
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "awards:home")
done = answering.done_in("awards")


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def cycle_named(name: str) -> Cycle:
    return get_object_or_404(Cycle.objects.select_related("by"), name=name)


def category_named(cycle: str, name: str) -> Category:
    return get_object_or_404(Category.objects.select_related("cycle"), cycle__name=cycle, name=name)


def own_nomination(request: HttpRequest, pk: int) -> Nomination:
    """One's own, or one that one made."""
    rows = Nomination.objects.select_related("category__cycle", "nominee", "by", "result")
    row = get_object_or_404(rows, pk=min(pk, LARGEST))
    require(request.user, "awards.own", row)
    return row


def own_judging(request: HttpRequest, pk: int) -> Judge:
    row = get_object_or_404(Judge.objects.select_related("category__cycle"), pk=min(pk, LARGEST))
    require(request.user, "awards.judge", row)
    return row
