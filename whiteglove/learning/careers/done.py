"""Simulated customers served, tests passed and matters settled, as steps of plans name them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import CharField, Exists, Max, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.learning.practice.models import Run
from whiteglove.learning.quizzes.models import Attempt
from whiteglove.service.channels.models import Call
from whiteglove.service.desk.models import Message, Solution

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
    """What they solved of a step's part of the work since it was planned, each ticket once, and not opened again. What
    they opened themselves counts where somebody came with it: a message or a call that reached us."""
    key, _, value = step.name.partition(":")
    part = {f"ticket__{key}": value} if key in ("channel", "kind") else {}
    live = {"ticket__rehearsed_by__isnull": True, "ticket__merged_into__isnull": True, "ended_at__isnull": True}
    about = {"subject_type": "ticket", "subject_id": OuterRef("ticket_id"), "by_id": step.person_id}
    own = Event.objects.filter(name="ticket.opened", **about)
    wrote = Message.objects.inbound().filter(ticket=OuterRef("ticket_id"), arrival__isnull=False)
    filed = Concat(Value("ticket:"), Cast(OuterRef("ticket_id"), CharField()))
    rang = Call.objects.filter(ref=filed).exclude(external_id="")
    rows = Solution.objects.filter(by=step.person_id, at__gte=step.at, **live, **part)
    return rows.filter(~Exists(own) | Exists(wrote) | Exists(rang))


offer(SCENARIO, served, lambda person, name: reverse("practice:customer", args=[name]), again=True)
offer(QUIZ, tested, lambda person, name: reverse("quizzes:quiz", args=[name]), again=True)
