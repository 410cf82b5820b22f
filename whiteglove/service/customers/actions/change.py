"""Add a customer by hand, and change what is known about one."""

from datetime import datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.customers.addresses import EMAIL
from whiteglove.service.customers.models import Customer, Source

from .address import put_address
from .recall import recall
from .says import allow, refuse_erased, tell

FIELDS = frozenset({"name", "organisation", "language", "time_zone"})


def add(
    *, name: str, by: Person, at: datetime, email: str = "", phone: str = "", region: str = "", **fields: Any
) -> Customer:
    """A customer who hasn't written yet. Raises ValueError, Taken if an address is another customer's."""
    allow(by, "customers.change")
    with transaction.atomic():
        customer = Customer.objects.create(name=name.strip(), since=at, last_contact_at=at)
        _set(customer, fields)
        for kind, value in ((EMAIL, email), ("phone", phone)):
            if value.strip():
                put_address(customer, kind, value, region)
        recall([customer.pk])
        tell("customer.added", customer, by, at)
    return customer


def change(*, customer: Customer, by: Person | None, at: datetime, **fields: Any) -> Customer:
    """Change name, organisation, language or time_zone; what a person sets counts as confirmed. `by` is None where
    customers do it themselves.

    Setting a guessed language or zone to the very value it has confirms it. Raises IsErased. No event if
    nothing changed.
    """
    allow(by, "customers.change", customer)
    with transaction.atomic():
        refuse_erased(customer)
        if changed := _set(customer, fields):
            if {"name", "organisation"} & set(changed):
                recall([customer.pk])
            tell("customer.changed", customer, by, at, fields=changed)
    return customer


def _set(customer: Customer, fields: dict[str, Any]) -> list[str]:
    """Write the fields that differ; returns their names."""
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"Customers have no {', '.join(sorted(unknown))} to change.")
    sourced = {
        f"{field}_source": Source.CONFIRMED if fields[field] else ""
        for field in ("language", "time_zone")
        if field in fields
    }
    wanted = {**fields, **sourced}
    changed = [field for field, value in wanted.items() if getattr(customer, field) != value]
    for field in changed:
        setattr(customer, field, wanted[field])
    if changed:
        customer.save(update_fields=changed)
    return sorted({field.removesuffix("_source") for field in changed})
