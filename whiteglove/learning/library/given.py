"""Notes that were shared, for whoever counts what people give one another."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.learning.community.giving import Given, offer

from .models import Note


def shared(people: Collection[int], since: datetime, until: datetime) -> Iterator[Given]:
    """A note of each book."""
    rows = Note.objects.shared().filter(person__in=people, shared_at__gte=since, shared_at__lte=until)
    for pk, person, book, at in rows.order_by("shared_at", "id").values_list("pk", "person", "book", "shared_at"):
        yield Given(person, str(book), pk, at)


def books(viewer: Person, shown: Collection[int]) -> dict[int, tuple[str, str]]:
    if not may(viewer, "library.see"):
        return {}
    rows = Note.objects.shared().filter(pk__in=shown).values_list("pk", "book__title", "book__name")
    return {pk: (title, reverse("library:book", args=[name])) for pk, title, name in rows}


offer("notes.shared", shared, books)
