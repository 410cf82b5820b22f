"""What this room keeps about a customer: what they asked and told the bot. Given with their data, erased with it."""

from typing import Any

from whiteglove.service.answers.actions.forget import forget_questions
from whiteglove.service.answers.models import Talk, Turn
from whiteglove.service.answers.theirs import turns_and_talks_of
from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

erasure.register("answers", forget_questions)


@export.register("answers")
def questions(customer: Customer) -> list[dict[str, Any]]:
    """Each question with what became of it, and what each talk was told, {field: words}."""
    of_theirs = turns_and_talks_of(customer)
    rows = Turn.objects.filter(of_theirs).order_by("pk").select_related("article")
    asked = [
        {
            "ticket_id": row.ticket_id, "at": row.at.isoformat(), "question": row.question, "outcome": row.outcome,
            "article": row.article.slug if row.article else None, "helped": row.helped,
        }
        for row in rows
    ]  # fmt: skip
    talks = Talk.objects.filter(of_theirs).exclude(told={}).order_by("pk")
    return asked + [{"ticket_id": one.ticket_id, "at": one.began_at.isoformat(), "told": one.told} for one in talks]
