"""What was learnt, and how sending it goes."""

from typing import Any

from whiteglove.ground.people.models import Person

from .models import RecordStore, Statement

MOST = 10_000


def store() -> RecordStore:
    return RecordStore.objects.order_by("-id").first() or RecordStore()


def of_person(person: Person) -> list[dict[str, Any]]:
    return list(Statement.objects.filter(person=person).order_by("id").values_list("content", flat=True)[:MOST])


def troubles() -> list[Statement]:
    """The latest that the store didn't take, each with why."""
    return list(Statement.objects.waiting().exclude(problem="").order_by("-id")[:5])


def how_it_goes() -> dict[str, int]:
    rows = Statement.objects
    return {"sent": rows.filter(sent_at__isnull=False).count(), "waiting": rows.waiting().count()}
