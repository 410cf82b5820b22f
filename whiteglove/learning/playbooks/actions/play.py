"""Open a playbook beside a ticket, close it, take it up again. One is open at a time."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.playbooks import queries
from whiteglove.learning.playbooks.models import Play
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Ticket

from .ground import held, held_play, tell


def open_playbook(*, ticket: Ticket, playbook: str, by: Person, at: datetime) -> Play:
    """Open it; another one that is open is closed. Open already, nothing happens. Refused for one no pack has."""
    book = queries.in_force()
    if book is None or playbook not in book.playbooks:
        raise Refused("The standard in force has no such playbook any more. Choose another.")
    with transaction.atomic():
        now = held(ticket.pk, by)
        open_now = Play.objects.standing().filter(ticket=now).first()
        if open_now and open_now.playbook == playbook:
            return open_now
        if open_now:
            _end(open_now, now, by, at)
        made = Play.objects.create(ticket=now, playbook=playbook, revision_id=book.revision, by=by, at=at)
        tell("playbook.opened", now, by, at, playbook=playbook, play=made.pk)
    return made


def close(*, play: Play, by: Person, at: datetime) -> Play:
    """It isn't needed any more, or was the wrong one. What was done in it stays known."""
    with transaction.atomic():
        ticket, now = held_play(play, by)
        if now.ended_at is None:
            _end(now, ticket, by, at)
    return now


def take_up(*, play: Play, by: Person, at: datetime) -> Play:
    """Go on where it was closed; the one that is open meanwhile is closed."""
    with transaction.atomic():
        ticket, now = held_play(play, by)
        if now.ended_at is None:
            return now
        for other in Play.objects.standing().filter(ticket=ticket):
            _end(other, ticket, by, at)
        now.ended_at = now.ended_by = None
        now.save(update_fields=["ended_at", "ended_by"])
        tell("playbook.taken_up", ticket, by, at, playbook=now.playbook, play=now.pk)
    return now


def _end(play: Play, ticket: Ticket, by: Person, at: datetime) -> None:
    play.ended_at, play.ended_by = at, by
    play.save(update_fields=["ended_at", "ended_by"])
    tell("playbook.closed", ticket, by, at, playbook=play.playbook, play=play.pk)
