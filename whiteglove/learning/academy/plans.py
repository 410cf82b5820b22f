"""Lessons read and gates passed, for whoever plans to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.learning.careers.doing import offer

from . import queries
from .models import LessonRead
from .standing import standing_of


def read(person: Person, names: Collection[str]) -> dict[str, datetime]:
    """{module/lesson: when}. One statement."""
    rows = LessonRead.objects.filter(enrolment__person=person, read_at__isnull=False).order_by()
    found = rows.values_list("module", "lesson").annotate(last=Max("read_at"))
    return {name: at for module, lesson, at in found if (name := f"{module}/{lesson}") in names}


def passed(person: Person, names: Collection[str]) -> dict[str, datetime]:
    """{gate: when its last part was}. As many statements as it takes to say where they stand."""
    found: dict[str, datetime] = {}
    for row in queries.enrolments_of(person):
        standing = standing_of(row, clock.now())
        for one in standing.gates if standing else ():
            if one.passed and one.gate.id in names:
                found[one.gate.id] = max((each.counts.at for each in one.items if each.counts), default=row.at)
    return found


def home(person: Person, name: str) -> str:
    """The programme they take, or what is offered."""
    rows = queries.enrolments_of(person)
    return reverse("academy:enrolment", args=[rows[0].pk]) if rows else reverse("academy:home")


offer("lesson", read, home)
offer("gate", passed, home)
