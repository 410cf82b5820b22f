"""What every verb of this room does: lock the row, change it, tell the two people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching.models import Talk


@contextmanager
def changing(talk: Talk, *, by: Person | None, at: datetime, permit: str = "coaching.talk") -> Iterator[Talk]:
    """The conversation as it is now, locked. `by` None is the house itself."""
    if by is not None:
        require(by, permit, talk)
    with transaction.atomic():
        yield Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)


def tell(name: str, talk: Talk, by: Person | None, at: datetime, **facts: object) -> None:
    """To the two of them alone. Numbers and days: what was said isn't told."""
    record(name, subject=talk, by=by, at=at, facts={"agent": talk.agent_id, "lead": talk.lead_id, **facts},
           audience=talk.topics)  # fmt: skip
