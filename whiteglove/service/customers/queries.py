"""Reads that join several nouns: lists, search, and everything one page about a customer shows."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q

from whiteglove.service.customers.models import Address, Customer, CustomerMerge, CustomerNote, Term, Verification
from whiteglove.service.customers.words import asked_words

PAGE = 25


@dataclass
class Found:
    """One page of customers. `after` is the cursor of the next page, "" at the end."""

    rows: list[Customer] = field(default_factory=list)
    after: str = ""


def listed(person, *, after: str = "", size: int = PAGE) -> Found:
    """Everybody, the latest contact first."""
    rows = _carded(Customer.objects.visible_to(person).current())
    if mark := _read(after, 2):
        at, pk = datetime.fromisoformat(mark[0]), mark[1]
        rows = rows.filter(Q(last_contact_at__lte=at) & (Q(last_contact_at__lt=at) | Q(pk__lt=pk)))
    page = list(rows.order_by("-last_contact_at", "-id")[: size + 1])
    last = page[size - 1] if len(page) > size else None
    return Found(page[:size], _mark(last.last_contact_at.isoformat(), last.pk) if last else "")


def found(person, text: str, *, after: str = "", size: int = PAGE) -> Found:
    """Customers of whom every word asked for begins a word: of the name, an address or the organisation.

    In the order of the matched word, so that a whole match comes before a longer one; paged by index on
    both databases, however many match.
    """
    words = asked_words(text)
    if not words or not Customer.objects.visible_to(person).exists():
        return Found()
    hits = list(_hits(words, _read(after, 2))[: size + 1])
    customers = _carded(Customer.objects.visible_to(person)).in_bulk([hit.customer_id for hit in hits[:size]])
    last = hits[size - 1] if len(hits) > size else None
    rows = [customers[hit.customer_id] for hit in hits[:size] if hit.customer_id in customers]
    return Found(rows, _mark(base64.b64encode(bytes(last.word)).decode(), last.customer_id) if last else "")


def _starts(word: bytes) -> Q:
    return Q(word__gte=word, word__lt=word + b"\xff")


def _hits(words: list[bytes], mark: list | None):
    """Term rows, one a customer (its first matching word), ordered by word."""
    first, *others = words
    earlier = Term.objects.filter(_starts(first), customer=OuterRef("customer"), word__lt=OuterRef("word"))
    hits = Term.objects.filter(_starts(first)).filter(~Exists(earlier))
    for word in others:
        hits = hits.filter(Exists(Term.objects.filter(_starts(word), customer=OuterRef("customer"))))
    if mark:
        seen = base64.b64decode(mark[0])
        hits = hits.filter(Q(word__gte=seen) & (Q(word__gt=seen) | Q(customer__gt=mark[1])))
    return hits.order_by("word", "customer_id")


def _carded(customers):
    """With what a row of a list shows: organisation, addresses, confirmed identity."""
    standing = Verification.objects.standing().select_related("by")
    return customers.select_related("organisation").prefetch_related(
        "addresses", Prefetch("verifications", queryset=standing, to_attr="standing_verifications")
    )


def of_organisation(person, organisation, *, after: str = "", size: int = PAGE) -> Found:
    rows = _carded(Customer.objects.visible_to(person).current().filter(organisation=organisation))
    if mark := _read(after, 2):
        at, pk = datetime.fromisoformat(mark[0]), mark[1]
        rows = rows.filter(Q(last_contact_at__lte=at) & (Q(last_contact_at__lt=at) | Q(pk__lt=pk)))
    page = list(rows.order_by("-last_contact_at", "-id")[: size + 1])
    last = page[size - 1] if len(page) > size else None
    return Found(page[:size], _mark(last.last_contact_at.isoformat(), last.pk) if last else "")


def family_of(customer: Customer) -> list[Customer]:
    """The customer and every record merged into them, however often removed."""
    whole, newest = [customer], [customer.pk]
    while newest:
        merged = list(Customer.objects.filter(merged_into__in=newest).select_related("organisation").order_by("pk"))
        whole += merged
        newest = [row.pk for row in merged]
    return whole


@dataclass
class Card:
    """Everything a page or panel about one customer shows."""

    customer: Customer
    addresses: list[Address]
    notes: list[CustomerNote]
    verification: Verification | None


def card_of(customer: Customer, *, notes: int = 20) -> Card:
    verification = customer.verifications.standing().select_related("by").first()
    return Card(
        customer,
        list(customer.addresses.all()),
        list(customer.notes.kept().select_related("by")[:notes]),
        verification,
    )


def merges_of(customer: Customer) -> list[CustomerMerge]:
    return list(customer.merges_here.standing().select_related("source", "by"))


def _mark(*values) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


def _read(cursor: str, length: int) -> list | None:
    """The values of a cursor; None for no cursor and for one that somebody made up."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor)) if cursor else None
        if not (isinstance(values, list) and len(values) == length and isinstance(values[1], int)):
            return None
        return values
    except (ValueError, binascii.Error):
        return None
