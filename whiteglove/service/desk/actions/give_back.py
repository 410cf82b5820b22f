"""What somebody leaves behind goes back to its team, so that nothing waits for a person who isn't there."""

from datetime import datetime

from whiteglove.service.desk.models import Ticket

from .assign import take_from
from .change import Unchanged, changing, tell
from .hand_on import hand_on


def give_back(*, person: int, at: datetime, team: int | None = None) -> int:
    """Put unfinished tickets of a person (an id) back to their team, or only those of one `team`; returns how many.

    What they promised goes to whoever has the ticket then.
    """
    held = Ticket.objects.unfinished().filter(assignee_id=person)
    if team is not None:
        held = held.filter(team_id=team)
    numbers = list(held.order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        put_back(number, person, at)
    hand_on(person=person, at=at, team=team)
    return len(numbers)


def put_back(number: int, person: int, at: datetime) -> None:
    """Unless somebody else has it by now."""
    with changing(Ticket(pk=number), by=None, at=at, permit="desk.assign") as now:
        if now.assignee_id != person:
            raise Unchanged
        topics = now.topics
        take_from(now, None, at)
        tell("ticket.unassigned", now, None, at, audience=topics, before=person)
