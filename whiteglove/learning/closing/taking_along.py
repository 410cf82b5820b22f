"""One's own self-checks and follow-ups as a file."""

from typing import Any

from django.db.models import Q

from whiteglove.ground.people.models import Person

from .models import FollowUp, SelfCheck


def file_of(person: Person) -> dict[str, Any]:
    """What showed an answer are mostly the customer's words: they stay with the conversation."""
    checks = SelfCheck.objects.filter(by=person).prefetch_related("answers").order_by("id")
    planned = FollowUp.objects.filter(Q(by=person) | Q(person=person)).order_by("id")
    return {
        "person": person.name,
        "checks": [{"ticket": one.ticket_id, "at": one.at, "left_open": one.open, "overruled": one.overruled,
                    "answers": {each.question: each.verdict for each in one.answers.all()}} for one in checks],
        "follow_ups": list(planned.values("ticket", "how", "at", "due_at", "state", "ended_at")),
    }  # fmt: skip
