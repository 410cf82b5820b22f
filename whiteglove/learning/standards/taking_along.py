"""How one had the coach, and what one answered to findings, as a file."""

from typing import Any

from whiteglove.ground.people.models import Person

from .models import CoachRest, Correction, LetBe


def file_of(person: Person) -> dict[str, Any]:
    """Findings by message and behaviour: their sentences are mostly the customer's."""
    rest = CoachRest.objects.filter(person=person).first()
    let_be = LetBe.objects.filter(person=person).order_by("id")
    answered = Correction.objects.filter(by=person).order_by("id")
    return {
        "person": person.name,
        "coach_rests_since": rest and rest.at,
        "let_be": [{"ticket": one.ticket_id, "fault": one.key.partition(":")[0], "at": one.at} for one in let_be],
        "answered": list(answered.values("message", "behaviour", "verdict", "found", "at", "undone_at")),
    }
