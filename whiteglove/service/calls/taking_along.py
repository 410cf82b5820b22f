"""The calls one had, as a file that says neither with whom nor what was spoken."""

from typing import Any

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.models import CallMark, Extension

from .models import Sheet

SAYS = ("call", "ticket", "call__direction", "call__rang_at", "call__answered_at", "call__ended_at", "outcome",
        "wrapped_at", "waited", "talked", "held", "alone", "holds", "check_ins", "passes")  # fmt: skip


def file_of(person: Person) -> dict[str, Any]:
    """`steps`: what one did in calls, also in those of colleagues."""
    had = Sheet.objects.filter(call__person=person).order_by("id")
    steps = CallMark.objects.filter(by=person).order_by("id")
    return {
        "person": person.name,
        "extension": Extension.objects.filter(person=person).values_list("number", flat=True).first(),
        "calls": [{name.removeprefix("call__"): value for name, value in row.items()} for row in had.values(*SAYS)],
        "steps": list(steps.values("call", "name", "at", "undone_at")),
    }
