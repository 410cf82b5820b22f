"""Simulated customers served, tests passed and matters settled, as steps of plans name them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max, QuerySet
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.learning.practice.models import Run
from whiteglove.learning.quizzes.models import Attempt
from whiteglove.service.desk.models import Solution

from .doing import offer
from .models import Step
from .planning import QUIZ, SCENARIO


def served(person: Person, names: Collection[str]) -> dict[str, datetime]:
    runs = Run.objects.ended().whole().filter(person=person, passed=True, scenario__in=names).order_by()
    return dict(runs.values_list("scenario").annotate(last=Max("ended_at")))


def tested(person: Person, names: Collection[str]) -> dict[str, datetime]:
    passed = Attempt.objects.graded().filter(person=person, passed=True, quiz__in=names).order_by()
    return dict(passed.values_list("quiz").annotate(last=Max("finished_at")))


def settled(step: Step) -> QuerySet[Solution]:
    """What they solved of a step's part of the work since it was planned, each ticket once, and not opened again."""
    key, _, value = step.name.partition(":")
    part = {f"ticket__{key}": value} if key in ("channel", "kind") else {}
    live = {"ticket__rehearsed_by__isnull": True, "ticket__merged_into__isnull": True, "ended_at__isnull": True}
    return Solution.objects.filter(by=step.person_id, at__gte=step.at, **live, **part)


offer(SCENARIO, served, lambda person, name: reverse("practice:customer", args=[name]), again=True)
offer(QUIZ, tested, lambda person, name: reverse("quizzes:quiz", args=[name]), again=True)
