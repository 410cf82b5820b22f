"""How every door here finds what it is about, and answers what can't be done."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from whiteglove.ground.lib.numbers import LARGEST, number
from whiteglove.ground.ui import answering
from whiteglove.learning.quizzes.models import Attempt
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "quizzes:list")


def own_attempt(request: HttpRequest, pk: int) -> Attempt:
    return get_object_or_404(Attempt.objects.filter(person=request.user), pk=min(pk, LARGEST))


def seen_attempt(request: HttpRequest, pk: int) -> Attempt:
    """One's own, or one of those one looks after."""
    return get_object_or_404(Attempt.objects.visible_to(request.user).select_related("person"), pk=min(pk, LARGEST))


def asked_for(request: HttpRequest, name: str) -> int | None:
    return number(request.GET.get(name, "")) or None
