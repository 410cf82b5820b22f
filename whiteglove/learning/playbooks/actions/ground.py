"""What every change of a playbook stands on: the ticket, locked, and the word that goes out."""

from datetime import datetime

from django.shortcuts import get_object_or_404

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.playbooks.models import Play
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import State, Ticket


def held(ticket: int, by: Person) -> Ticket:
    """The ticket under its lock, so that two who open a playbook do so one after the other. Its own row isn't changed:
    a reply under way needn't be looked at again because of a tick."""
    now = get_object_or_404(Ticket.every.select_for_update(of=("self",)), pk=ticket)
    require(by, "playbooks.use", now)
    if now.state == State.MERGED:
        raise Refused(f"This ticket was merged into #{now.merged_into_id}: go on there.")
    return now


def held_play(play: Play, by: Person) -> tuple[Ticket, Play]:
    """A playbook with the ticket it lies in now, both locked."""
    lies = get_object_or_404(Play.objects.values_list("ticket_id", flat=True), pk=play.pk)
    ticket = held(lies, by)
    now = get_object_or_404(Play.objects.select_for_update(of=("self",)), pk=play.pk, ticket=ticket)
    return ticket, now


def tell(name: str, ticket: Ticket, by: Person | None, at: datetime, **facts: object) -> None:
    record(name, subject=f"playbook:{ticket.pk}", by=by, at=at, facts=facts, audience=ticket.topics)
