"""Organisations and the domains their people write from."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.customers.addresses import own_domain
from whiteglove.service.customers.models import Address, Customer, Domain, Organisation

from .recall import recall
from .says import allow, tell


def add_organisation(
    *, name: str, by: Person | None, at: datetime, domains: Iterable[str] = (), notes: str = ""
) -> Organisation:
    """Customers who write from its domains and belong nowhere yet join it at once. Raises ValueError."""
    allow(by, "customers.organise")
    with transaction.atomic():
        made = Organisation.objects.create(name=_named(name), notes=notes.strip())
        joined = _set_domains(made, domains)
        recall(joined)
        tell("organisation.added", made, by, at, customers=len(joined))
    return made


def change_organisation(
    *, organisation: Organisation, by: Person, at: datetime, name: str, domains: Iterable[str], notes: str = ""
) -> Organisation:
    """People who are in it stay in it when a domain is taken away. Raises ValueError."""
    allow(by, "customers.organise", organisation)
    renamed = organisation.name != name.strip()
    organisation.name, organisation.notes = _named(name), notes.strip()
    with transaction.atomic():
        organisation.save(update_fields=["name", "notes"])
        joined = set(_set_domains(organisation, domains))
        recall(joined | (set(organisation.customers.values_list("pk", flat=True)) if renamed else set()))
        tell("organisation.changed", organisation, by, at, customers=len(joined))
    return organisation


def _named(name: str) -> str:
    if not name.strip():
        raise ValueError("Give the organisation a name.")
    return name.strip()[:200]


def _set_domains(organisation: Organisation, domains: Iterable[str]) -> list[int]:
    """Make these its domains; returns the ids of the customers who join because of it."""
    wanted = {own_domain(domain) for domain in domains if domain.strip()}
    for held in (
        Domain.objects.filter(name__in=wanted).exclude(organisation=organisation).select_related("organisation")
    ):
        raise ValueError(f"{held.name} belongs to {held.organisation} already.")
    organisation.domain_rows.exclude(name__in=wanted).delete()
    new = wanted - set(organisation.domain_rows.values_list("name", flat=True))
    Domain.objects.bulk_create(Domain(organisation=organisation, name=name) for name in sorted(new))
    return _join(organisation, new)


def _join(organisation: Organisation, domains: set[str]) -> list[int]:
    writers = Address.objects.filter(domain__in=domains).values("customer_id")
    homeless = Customer.objects.current().filter(organisation=None, pk__in=writers)
    ids = list(homeless.values_list("pk", flat=True))
    homeless.update(organisation=organisation)
    return ids
