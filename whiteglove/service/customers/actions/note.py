"""Notes about a customer: add, change, remove and bring back."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.customers.models import Customer, CustomerNote

from .says import allow, refuse_erased, tell

LONGEST = 5000


def note(*, customer: Customer, by: Person, at: datetime, text: str) -> CustomerNote:
    """Raises ValueError for an empty note or one that is too long, and IsErased."""
    allow(by, "customers.change", customer)
    with transaction.atomic():
        refuse_erased(customer)
        kept = CustomerNote.objects.create(customer=customer, by=by, at=at, text=_checked(text))
        tell("customer.noted", customer, by, at, note=kept.pk)
    return kept


def change_note(*, note: CustomerNote, by: Person, at: datetime, text: str) -> CustomerNote:
    allow(by, "customers.change", note.customer)
    note.text, note.changed_at = _checked(text), at
    with transaction.atomic():
        note.save(update_fields=["text", "changed_at"])
        tell("customer.note_changed", note.customer, by, at, note=note.pk)
    return note


def remove_note(*, note: CustomerNote, by: Person, at: datetime) -> bool:
    """Out of sight, until `restore_note` or the customer's erasure. False if it was removed before."""
    allow(by, "customers.change", note.customer)
    with transaction.atomic():
        gone = CustomerNote.objects.kept().filter(pk=note.pk).update(removed_at=at, removed_by=by)
        if gone:
            tell("customer.note_removed", note.customer, by, at, note=note.pk)
    return bool(gone)


def restore_note(*, note: CustomerNote, by: Person, at: datetime) -> bool:
    allow(by, "customers.change", note.customer)
    removed = CustomerNote.objects.filter(pk=note.pk, removed_at__isnull=False)
    with transaction.atomic():
        back = removed.update(removed_at=None, removed_by=None)
        if back:
            tell("customer.note_restored", note.customer, by, at, note=note.pk)
    return bool(back)


def _checked(text: str) -> str:
    plain = text.strip().replace("\x00", "")
    if not plain:
        raise ValueError("Write something first: an empty note helps nobody.")
    if len(plain) > LONGEST:
        raise ValueError(f"A note holds at most {LONGEST} characters. Attach longer text to a ticket.")
    return plain
