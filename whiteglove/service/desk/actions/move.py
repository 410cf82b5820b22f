"""Another team's matter after all."""

from datetime import datetime

from whiteglove.ground.people.models import Person, Team
from whiteglove.service.desk.models import Ticket

from .assign import take_from
from .change import Unchanged, changing, tell
from .count_chats import count_again
from .hand_on import pass_unseen


def move(*, ticket: Ticket, by: Person | None, at: datetime, team: Team) -> Ticket:
    """The ticket goes to `team`, unassigned unless its assignee belongs there too."""
    with changing(ticket, by=by, at=at, permit="desk.move") as now:
        before, topics = now.team_id, now.topics
        if before == team.pk:
            raise Unchanged
        now.team = team
        put_back = bool(now.assignee_id and team.pk not in now.assignee.team_ids)
        if put_back:
            take_from(now, by, at)
        tell("ticket.moved", now, by, at, audience=topics, team=team.name, to=team.pk, before=before,
             moved=[before, team.pk], put_back=put_back)  # fmt: skip
        count_again(now)
        pass_unseen(now, by, at)
    return ticket
