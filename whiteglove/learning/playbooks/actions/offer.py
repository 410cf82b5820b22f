"""Say that an offered playbook isn't needed here, and that it is after all."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.playbooks.models import Decline
from whiteglove.service.desk.models import Ticket

from .ground import held, tell


def decline(*, ticket: Ticket, playbook: str, by: Person, at: datetime) -> Decline:
    """It isn't offered for this ticket any more; anybody may open it all the same. Twice is once."""
    with transaction.atomic():
        now = held(ticket.pk, by)
        rows = Decline.objects.standing()
        made, new = rows.get_or_create(ticket=now, playbook=playbook[:80], defaults={"by": by, "at": at})
        if new:
            tell("playbook.declined", now, by, at, playbook=made.playbook)
    return made


def offer_again(*, ticket: Ticket, playbook: str, by: Person, at: datetime) -> None:
    with transaction.atomic():
        now = held(ticket.pk, by)
        row = Decline.objects.standing().filter(ticket=now, playbook=playbook).first()
        if row is None:
            return
        row.ended_at, row.ended_by = at, by
        row.save(update_fields=["ended_at", "ended_by"])
        tell("playbook.offered_again", now, by, at, playbook=playbook)
