"""Promises of somebody who leaves go to whoever has the ticket, else to the team until somebody takes it."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import Commitment, Ticket

from .change import Unchanged
from .commitment import announce, holder, of

TEAM = "the team"


def hand_on(*, person: int, at: datetime, team: int | None = None) -> int:
    """All that isn't settled of a person (an id), or only on tickets of one `team`; returns how many."""
    theirs = Commitment.objects.unsettled().filter(person_id=person).select_related("ticket")
    if team is not None:
        theirs = theirs.filter(ticket__team_id=team)
    rows = list(theirs.order_by("pk"))
    for row in rows:
        pass_on(row, person, at)
    return len(rows)


def pass_on(commitment: Commitment, person: int, at: datetime) -> None:
    """Unless it is settled or somebody else's by now."""
    with of(commitment, None, at) as (ticket, row):
        if row.person_id != person or not row.is_unsettled:
            raise Unchanged
        heir = None if ticket.assignee_id == person else holder(ticket, None)
        give(row, heir, ticket, None, at)


def take_on(ticket: Ticket, to: Person, by: Person | None, at: datetime) -> None:
    """Inside a change: what the team has to keep on this ticket is for whoever is given it."""
    if not ticket.promised:
        return
    for row in Commitment.objects.unsettled().select_for_update().filter(ticket=ticket, person__isnull=True):
        give(row, to, ticket, by, at)
        row.save(update_fields=["person"])


def give(row: Commitment, to: Person | None, ticket: Ticket, by: Person | None, at: datetime) -> None:
    before, row.person = row.person, to
    names = {"before": before.name if before else TEAM, "to": to.name if to else TEAM}
    announce("commitment.handed_on", ticket, row, by, at, **names)
