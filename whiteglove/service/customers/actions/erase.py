"""Hand a customer their data, and remove it for good."""

from datetime import datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer, CustomerMerge, Erasure, Verification, Visit
from whiteglove.service.customers.queries import family_of

from .recall import recall
from .says import allow, tell

ERASED = "Erased customer"


def export_customer(*, customer: Customer, by: Person, at: datetime) -> dict[str, Any]:
    """Everything every room keeps about the customer, as plain JSON values: of the record they live on in, and of all
    that were merged into it.
    """
    customer = customer.current
    allow(by, "customers.export", customer)
    records = family_of(customer)
    with transaction.atomic():
        tell("customer.exported", customer, by, at, records=len(records))
    whole = {"exported_at": at.isoformat(), "records": [own_part(record) for record in records]}
    for room, give in export.parts:
        whole[room] = [part for record in records for part in _listed(give(record))]
    return whole


def _listed(part: Any) -> list[Any]:
    return part if isinstance(part, list) else [part]


def own_part(customer: Customer) -> dict[str, Any]:
    """This room's part: the record, its addresses, notes and confirmed identities."""
    return {
        "id": customer.pk,
        "name": customer.name,
        "organisation": customer.organisation.name if customer.organisation else None,
        "language": customer.language,
        "language_source": customer.language_source,
        "time_zone": customer.time_zone,
        "time_zone_source": customer.time_zone_source,
        "since": customer.since.isoformat(),
        "last_contact_at": customer.last_contact_at.isoformat(),
        "contacts": customer.contacts,
        "addresses": list(customer.addresses.values("kind", "value", "key", "primary")),
        "notes": [
            {"at": note.at.isoformat(), "text": note.text, "removed": note.removed_at is not None}
            for note in customer.notes.all()
        ],
        "visits": [
            {
                "address": row.address.value,
                "began_at": row.began_at.isoformat(),
                "expires_at": row.expires_at.isoformat(),
            }
            for row in Visit.objects.filter(address__customer=customer).select_related("address")
        ],
        "verifications": [
            {"at": row.at.isoformat(), "how": row.how, "detail": row.detail, "withdrawn": row.withdrawn_at is not None}
            for row in customer.verifications.all()
        ],
    }


def erase(*, customer: Customer, by: Person, at: datetime, reason: str = "") -> Erasure:
    """Remove or anonymise the personal data every room keeps, for good: of the record they live on in, and of all that
    were merged into it. A second call removes what came since, and returns the first's row.
    """
    customer = customer.current
    allow(by, "customers.erase", customer)
    with transaction.atomic():
        rooms: dict[str, int] = {}
        own: dict[str, int] = {}
        for record in family_of(customer):
            _add(rooms, {room: int(remove(record, at) or 0) for room, remove in erasure.parts})
            _add(own, _erase_own(record))
        row = _proved(customer, by, at, reason, rooms, own)
        tell("customer.erased", customer, by, at, removed=rooms | own)
    return row


def _proved(
    customer: Customer, by: Person, at: datetime, reason: str, rooms: dict[str, int], own: dict[str, int]
) -> Erasure:
    """The row that proves it: who was first, and what was removed in all. Rows that other rooms emptied stay, and are
    counted by them each time; ours are gone.
    """
    first = {"by": by, "at": at, "reason": reason.strip()[:300]}
    row, _ = Erasure.objects.select_for_update().get_or_create(customer=customer, defaults=first)
    row.removed = row.removed | {room: max(count, row.removed.get(room, 0)) for room, count in rooms.items()}
    _add(row.removed, own)
    row.save(update_fields=["removed"])
    return row


def _add(total: dict[str, int], counts: dict[str, int]) -> None:
    for part, number in counts.items():
        total[part] = total.get(part, 0) + number


def _erase_own(customer: Customer) -> dict[str, int]:
    """This room's part. Merges stay as rows without their list, so that nothing can be brought back by undoing."""
    counts = {"addresses": customer.addresses.count(), "notes": customer.notes.count()}
    customer.addresses.all().delete()
    customer.notes.all().delete()
    Verification.objects.filter(customer=customer).update(detail="")
    CustomerMerge.objects.filter(source=customer).delete()
    Customer.objects.filter(pk=customer.pk).update(
        name=ERASED, organisation=None, language="", language_source="", time_zone="", time_zone_source=""
    )
    customer.refresh_from_db()
    recall([customer.pk])
    return counts
