"""A customer has left us, somebody notes; or they are here after all."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.measures.models import Departure
from whiteglove.service.customers.models import Customer


def depart(*, customer: Customer, by: Person, at: datetime, since: datetime | None = None, why: str = "") -> Departure:
    """They left at `since`, or now. Twice is once."""
    require(by, "measures.depart")
    with transaction.atomic():
        held = Customer.objects.select_for_update().get(pk=customer.pk)
        row = Departure.objects.standing().filter(customer=held).first()
        if row is None:
            row = Departure.objects.create(
                customer=held, at=min(since or at, at), by=by, noted_at=at, why=why.strip()[:200]
            )
            record("departure.noted", subject=held, by=by, at=at, facts={"departure": row.pk})
    return row


def stay(*, customer: Customer, by: Person, at: datetime) -> Departure | None:
    """Take it back. None if nobody had noted it."""
    require(by, "measures.depart")
    with transaction.atomic():
        row = Departure.objects.select_for_update().standing().filter(customer=customer).first()
        if row:
            row.ended_at, row.ended_by = at, by
            row.save(update_fields=["ended_at", "ended_by"])
            record("departure.withdrawn", subject=customer, by=by, at=at, facts={"departure": row.pk})
    return row
