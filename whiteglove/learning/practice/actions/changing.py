"""What every verb of this room does: tell those whom it concerns."""

from datetime import datetime

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.learning.practice.models import Run


def tell(name: str, run: Run, by: Person | None, at: datetime, *, also: str = "", **facts: object) -> None:
    """Ids and numbers alone: neither words nor scores. To the player, and `also` to others."""
    about = {"person": run.person_id, "turn": run.turns, "ticket": run.ticket_id, **facts}
    record(name, subject=run, by=by, at=at, facts=about, audience=f"{run.topics} {also}".strip())
