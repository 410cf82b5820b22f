"""Promises of somebody who leaves, or who doesn't see the ticket any more, go to whoever has it, else to its team."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import Commitment, Ticket

from .change import Unchanged
from .commitment import announce, holder, of, sees

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


def pass_unseen(ticket: Ticket, by: Person | None, at: datetime) -> None:
    """Inside a change that gave the ticket to others: nobody has to keep a promise on a ticket they can't see.

    It is its writer's again where the ticket comes back to them.
    """
    if not ticket.promised:
        return
    rows = Commitment.objects.unsettled().select_for_update(of=("self",)).filter(ticket=ticket)
    for row in rows.select_related("person", "message__author").order_by("pk"):
        if not sees(row.person, ticket) and (heir := holder(ticket, row.message.author)) != row.person:
            give(row, heir, ticket, by, at)
            row.save(update_fields=["person"])


def give(row: Commitment, to: Person | None, ticket: Ticket, by: Person | None, at: datetime) -> None:
    before, row.person = row.person, to
    names = {"before": before.name if before else TEAM, "to": to.name if to else TEAM}
    announce("commitment.handed_on", ticket, row, by, at, **names)
