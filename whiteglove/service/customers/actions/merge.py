"""Two records turn out to be one person: bring them together, and take them apart again exactly."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ForeignKey

from whiteglove.ground.people.models import Person
from whiteglove.service.customers.models import (
    Address,
    Customer,
    CustomerMerge,
    Erasure,
    Source,
    Term,
    Verification,
)

from .address import promote_oldest
from .recall import recall
from .says import allow, tell

# Confirming who one record is says nothing of the other, so a confirmed identity never travels.
STAYS = (CustomerMerge, Erasure, Term, Verification)
CHUNK = 500


class CannotMerge(ValueError):
    """Says why, in a sentence for the page."""


def merge(*, source: Customer, target: Customer, by: Person, at: datetime) -> CustomerMerge:
    """Everything of `source` goes to `target`, tickets of every room included; later mail follows.

    Raises CannotMerge.
    """
    allow(by, "customers.merge", source)
    allow(by, "customers.merge", target)
    with transaction.atomic():
        _hold_rows(source)
        source, target = _locked(source, target)
        moved = {"kept": _kept(source, target), "primary": _step_down(source, target), "rows": _move(source, target)}
        _fill(target, source)
        source.merged_into = target
        source.save(update_fields=["merged_into"])
        made = CustomerMerge.objects.create(source=source, target=target, by=by, at=at, moved=moved)
        recall([source.pk, target.pk])
        tell("customer.merged", target, by, at, source=source.pk, merge=made.pk)
    return made


def unmerge(*, merge: CustomerMerge, by: Person, at: datetime) -> CustomerMerge:
    """Everything that came with the source goes back; what arrived since stays. Raises CannotMerge."""
    allow(by, "customers.merge", merge.target)
    with transaction.atomic():
        merge = CustomerMerge.objects.select_for_update().select_related("source", "target").get(pk=merge.pk)
        if merge.undone_at:
            raise CannotMerge("This was undone before.")
        if merge.target.merged_into_id:
            raise CannotMerge(f"{merge.target} has since been merged itself: undo that first.")
        _move_back(merge)
        _unfill(merge)
        Customer.objects.filter(pk=merge.source_id).update(merged_into=None)
        merge.undone_at, merge.undone_by = at, by
        merge.save(update_fields=["undone_at", "undone_by"])
        recall([merge.source_id, merge.target_id])
        tell("customer.unmerged", merge.target, by, at, source=merge.source_id, merge=merge.pk)
    return merge


def _hold_rows(source: Customer) -> None:
    """What will move, locked before the customers: whoever files a mail holds its ticket when they note the contact."""
    own = Customer._meta.app_label
    for field in sorted(_relations(), key=lambda field: field.model._meta.app_label == own):
        rows = field.model._base_manager.select_for_update().filter(**{field.name: source.pk})
        list(rows.order_by("pk").values_list("pk"))


def _locked(source: Customer, target: Customer) -> tuple[Customer, Customer]:
    """Both rows, locked in one order so that two merges can't wait for each other."""
    ids = sorted({source.pk, target.pk})
    rows = {row.pk: row for row in Customer.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    if len(ids) < 2:
        raise CannotMerge("A customer can't be merged into themselves.")
    for row in rows.values():
        if row.merged_into_id:
            raise CannotMerge(f"{row} has been merged already. Choose the record they live on in.")
    if Erasure.objects.filter(customer_id__in=ids).exists():
        raise CannotMerge("The personal data of one of them was erased, so nobody can tell that they are one person.")
    return rows[source.pk], rows[target.pk]


def _relations() -> Iterator[ForeignKey]:
    """Every foreign key of any room that points at a customer and travels with a merge."""
    for relation in Customer._meta.related_objects:
        if relation.related_model not in (*STAYS, Customer) and isinstance(relation.field, ForeignKey):
            yield relation.field


def _move(source: Customer, target: Customer) -> dict[str, list[Any]]:
    """Point every row of the source at the target; {"desk.ticket.customer": [ids]}."""
    moved: dict[str, list[Any]] = {}
    for field in _relations():
        rows = field.model._base_manager.filter(**{field.name: source.pk})
        if ids := list(rows.values_list("pk", flat=True)):
            rows.update(**{field.name: target.pk})
            moved[f"{field.model._meta.label_lower}.{field.name}"] = ids
    return moved


def _move_back(merge: CustomerMerge) -> None:
    """Only rows that still are where the merge put them: what was moved on since is somebody's later decision."""
    rows = merge.moved.get("rows", {})
    for field in _relations():
        ids = rows.get(f"{field.model._meta.label_lower}.{field.name}", [])
        for start in range(0, len(ids), CHUNK):
            here = field.model._base_manager.filter(pk__in=ids[start : start + CHUNK], **{field.name: merge.target_id})
            here.update(**{field.name: merge.source_id})
    _step_up(merge)


def _step_up(merge: CustomerMerge) -> None:
    """The source's main addresses are so again, in place of one that was made the main one while they were one record;
    what the target loses by that passes to its oldest.
    """
    again = Address.objects.filter(pk__in=merge.moved.get("primary", []), customer=merge.source_id)
    kinds = list(again.values_list("kind", flat=True))
    Address.objects.filter(customer=merge.source_id, kind__in=kinds, primary=True).update(primary=False)
    again.update(primary=True)
    for customer in (merge.source, merge.target):
        for kind in set(customer.addresses.values_list("kind", flat=True)):
            promote_oldest(customer, kind)


def _step_down(source: Customer, target: Customer) -> list[int]:
    """The target's main addresses stay the main ones; returns the source's that had to give way."""
    held = set(target.addresses.filter(primary=True).values_list("kind", flat=True))
    giving_way = source.addresses.filter(primary=True, kind__in=held)
    ids = list(giving_way.values_list("pk", flat=True))
    giving_way.update(primary=False)
    return ids


def _picture(customer: Customer) -> dict[str, Any]:
    return {
        "name": customer.name,
        "organisation": customer.organisation_id,
        "language": [customer.language, customer.language_source],
        "time_zone": [customer.time_zone, customer.time_zone_source],
        "since": customer.since.isoformat(),
        "last_contact_at": customer.last_contact_at.isoformat(),
    }


def _kept(source: Customer, target: Customer) -> dict[str, Any]:
    """What `_unfill` needs: the target as it was, and what it became."""
    before = _picture(target)
    after = Customer(pk=target.pk, **{field: getattr(target, field) for field in _FILLED})
    _combine(after, source)
    return {"before": before, "after": _picture(after), "contacts": source.contacts}


_FILLED = ("name", "organisation_id", "language", "language_source", "time_zone", "time_zone_source", "since",
           "last_contact_at", "contacts")  # fmt: skip


def _combine(target: Customer, source: Customer) -> None:
    """In memory: a target's gaps are filled, its own facts stay; a confirmed fact beats a guess."""
    if (not target.name or "@" in target.name) and source.name:
        target.name = source.name
    target.organisation_id = target.organisation_id or source.organisation_id
    for field in ("language", "time_zone"):
        better = getattr(source, f"{field}_source") == Source.CONFIRMED != getattr(target, f"{field}_source")
        if getattr(source, field) and (better or not getattr(target, field)):
            setattr(target, field, getattr(source, field))
            setattr(target, f"{field}_source", getattr(source, f"{field}_source"))
    target.since = min(target.since, source.since)
    target.last_contact_at = max(target.last_contact_at, source.last_contact_at)
    target.contacts += source.contacts


def _fill(target: Customer, source: Customer) -> None:
    _combine(target, source)
    target.save(update_fields=[field.removesuffix("_id") for field in _FILLED])


def _unfill(merge: CustomerMerge) -> None:
    """Take back what the merge filled in, except where somebody changed it since."""
    kept, target = merge.moved["kept"], Customer.objects.select_for_update().get(pk=merge.target_id)
    before, after, now = kept["before"], kept["after"], _picture(target)
    untouched = {field for field in before if now[field] == after[field] != before[field]}
    for field in untouched & {"name"}:
        target.name = before[field]
    if "organisation" in untouched:
        target.organisation_id = before["organisation"]
    for field in untouched & {"language", "time_zone"}:
        setattr(target, field, before[field][0])
        setattr(target, f"{field}_source", before[field][1])
    for field in untouched & {"since", "last_contact_at"}:
        setattr(target, field, datetime.fromisoformat(before[field]))
    target.contacts = max(target.contacts - kept["contacts"], 0)
    target.save(update_fields=[field.removesuffix("_id") for field in _FILLED])
