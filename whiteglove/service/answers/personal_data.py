"""What this room keeps about a customer: what they asked the bot. Handed over with their data, erased with it."""

from typing import Any

from whiteglove.service.answers.actions.forget import forget_questions
from whiteglove.service.answers.models import Turn
from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.theirs import theirs

erasure.register("answers", forget_questions)


@export.register("answers")
def questions(customer: Customer) -> list[dict[str, Any]]:
    rows = Turn.objects.filter(ticket__in=theirs(customer).tickets).order_by("pk").select_related("article")
    return [
        {
            "ticket_id": row.ticket_id, "at": row.at.isoformat(), "question": row.question, "outcome": row.outcome,
            "article": row.article.slug if row.article else None, "helped": row.helped,
        }
        for row in rows
    ]  # fmt: skip
