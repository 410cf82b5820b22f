"""One's own playbooks as a file: which one opened, ticked and didn't need."""

from typing import Any

from whiteglove.ground.people.models import Person

from .models import Decline, HandTick, Play


def file_of(person: Person) -> dict[str, Any]:
    opened, ticked, declined = (model.objects.filter(by=person).order_by("id") for model in (Play, HandTick, Decline))
    return {
        "person": person.name,
        "opened": list(opened.values("ticket", "playbook", "at", "ended_at")),
        "ticked": list(ticked.values("play__ticket", "play__playbook", "step", "at", "ended_at")),
        "declined": list(declined.values("ticket", "playbook", "at", "ended_at")),
    }
