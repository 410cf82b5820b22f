"""Confirm who a customer is, and withdraw it."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.customers.models import Customer, Verification

from .says import allow, refuse_erased, tell


def verify(
    *, customer: Customer, by: Person, at: datetime, how: str, detail: str = "", ticket: int | None = None
) -> Verification:
    """`how` is a Verification.How; another way needs `detail`. `ticket` is where it happened, for its timeline."""
    allow(by, "customers.verify", customer)
    if how not in Verification.How.values:
        raise ValueError("Choose how the identity was confirmed.")
    if how == Verification.How.OTHER and not detail.strip():
        raise ValueError("Say in a few words how the identity was confirmed.")
    with transaction.atomic():
        refuse_erased(customer)
        made = Verification.objects.create(customer=customer, by=by, at=at, how=how, detail=detail.strip()[:200])
        tell("customer.verified", customer, by, at, verification=made.pk, how=how, ticket=ticket)
    return made


def withdraw_verification(*, verification: Verification, by: Person, at: datetime) -> bool:
    """False if it was withdrawn before."""
    customer = verification.customer
    allow(by, "customers.verify", customer)
    with transaction.atomic():
        standing = Verification.objects.standing().filter(pk=verification.pk)
        done = standing.update(withdrawn_at=at, withdrawn_by=by)
        if done:
            tell("customer.verification_withdrawn", customer, by, at, verification=verification.pk)
    return bool(done)
