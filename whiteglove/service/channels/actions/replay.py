"""A person decides about an arrival: file it again, or set it aside."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.models import Arrival


class AlreadyFiled(Exception):
    """It became a message in a ticket; filing it again would double it."""


class Erased(Exception):
    """What it said was erased with its customer: there is nothing to file."""


def replay(arrival: Arrival, *, by: Person | None, at: datetime) -> Arrival:
    """Files a failed or set-aside arrival now; filters no longer hold back what a person wants filed.

    Raises AlreadyFiled or Erased.
    """
    if by is not None:
        require(by, "channels.arrivals", arrival)
    with transaction.atomic():
        if Arrival.objects.select_for_update().get(pk=arrival.pk).is_erased:
            raise Erased
        anyway = arrival.state == Arrival.State.SET_ASIDE
        again = (
            Arrival.objects.filter(pk=arrival.pk)
            .exclude(state=Arrival.State.FILED)
            .update(
                state=Arrival.State.STORED,
                due_at=at,
                tries=0,
                claimed_by="",
                reason="",
                outcome={"anyway": True} if anyway else {},
            )
        )
        if not again:
            raise AlreadyFiled
        record("mail.replayed", subject=arrival, by=by, at=at, facts={"anyway": anyway})
    return process(arrival.pk, at)


def set_aside(arrival: Arrival, *, by: Person | None, at: datetime, reason: str) -> bool:
    """Stops trying; the raw message stays. False if it was filed or set aside meanwhile."""
    require(by, "channels.arrivals", arrival)
    with transaction.atomic():
        stopped = (
            Arrival.objects.unfinished()
            .filter(pk=arrival.pk)
            .update(state=Arrival.State.SET_ASIDE, reason=reason[:200], due_at=None, claimed_by="")
        )
        if stopped:
            record("mail.set_aside", subject=arrival, by=by, at=at, facts={"reason": reason[:200]})
    return bool(stopped)
