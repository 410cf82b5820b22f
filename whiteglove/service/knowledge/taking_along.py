"""One's own quick references and subscriptions, and what one wrote in articles, as a file."""

from typing import Any

from whiteglove.ground.people.models import Person

from .models import QuickReference, Subscription, Version


def file_of(person: Person) -> dict[str, Any]:
    """Articles by their titles: their words are the house's."""
    notes = QuickReference.objects.of(person).order_by("id")
    follows = Subscription.objects.filter(person=person).order_by("id")
    wrote = Version.objects.filter(by=person).order_by("id")
    return {
        "person": person.name,
        "quick_references": list(notes.values("title", "body", "shortcut", "made_at", "changed_at")),
        "follows": list(follows.values("article", "category", "asked_at", "ended_at")),
        "wrote": list(wrote.values("translation__article", "translation__language", "number", "title", "at")),
    }
