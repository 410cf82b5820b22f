"""What is one's own at the desk, as a file: conversations belong to customers and aren't in it."""

from typing import Any

from whiteglove.ground.people.models import Person

from .models import ChatDuty, ChatLimit, Commitment, Draft, Macro, MacroHabit


def file_of(person: Person) -> dict[str, Any]:
    """Promises and drafts by ticket and time: their words were meant for a customer."""
    mine = {model: model.objects.filter(person=person).order_by("id")
            for model in (ChatDuty, ChatLimit, Commitment, Draft, MacroHabit)}  # fmt: skip
    macros = Macro.objects.filter(owner=person).order_by("id")
    return {
        "person": person.name,
        "macros": list(macros.values("name", "place", "texts", "steps", "made_at", "changed_at", "archived_at")),
        "macros_used": list(mine[MacroHabit].values("macro__name", "times", "at")),
        "drafts": list(mine[Draft].values("ticket", "kind", "changed_at")),
        "promises": list(
            mine[Commitment]
            .filter(ticket__rehearsed_by=None)
            .values("ticket", "kind", "state", "offered_at", "due_at", "ended_at")
        ),
        "took_chats": list(mine[ChatDuty].values("at", "ended_at")),
        "chats_at_most": list(mine[ChatLimit].values("most", "at", "ended_at")),
    }
