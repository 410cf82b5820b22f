"""A lead takes over a running chat."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Handover, State, Tap, Ticket
from whiteglove.service.desk.waiting_chats import runs, tell_visitor

from .assign import hand_to
from .change import changing, tell
from .pass_on import GONE, end_handover
from .snooze import end_snooze
from .tap import tap


def take_over(*, ticket: Ticket, by: Person, at: datetime) -> Handover:
    """From whoever has it, who is told at once; so is the visitor. Undone by `take_back` until it is answered."""
    with changing(ticket, by=by, at=at, permit="desk.take_over") as now:
        before, topics = now.assignee, now.topics
        if not runs(now):
            raise Refused(GONE)
        if before is None:
            raise Refused("Nobody has this chat yet: take it.")
        if before == by:
            raise Refused("This chat is yours already.")
        end_handover(now, by, at, Handover.Ending.FOLLOWED)
        made = Handover.objects.create(
            ticket=now, how=Handover.How.TAKEN, by=by, at=at, giver=before, to_person=by, from_team=now.team
        )
        end_snooze(now, by, at, "taken over")
        now.state = State.OPEN
        hand_to(now, by, by, at)
        facts = {"handover": made.pk, "to": by.pk, "before": before.pk, "name": before.name, "own": True}
        tell("ticket.taken_over", now, by, at, audience=topics, **facts)
        tap(now, Tap.Kind.TAKEN, by, before, at)
        tell_visitor(now)
    return made
