"""Take a message back before it leaves."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.service.channels.models import Outgoing


def cancel(outgoing: Outgoing, *, by: Person | None, at: datetime) -> bool:
    """True if it will not leave; False if it is already being handed over or gone.

    Free of races: the sender moves queued -> handing_over by the same conditional update, so one of them wins.
    """
    with transaction.atomic():
        stopped = Outgoing.objects.filter(pk=outgoing.pk, state=Outgoing.State.QUEUED).update(
            state=Outgoing.State.CANCELLED, claimed_by=""
        )
        if stopped:
            record("message.cancelled", subject=outgoing.ref, by=by, at=at, facts={"outgoing": outgoing.pk})
    outgoing.refresh_from_db(fields=["state", "claimed_by"])
    return bool(stopped)
