"""Reads that join several nouns: lists, search, and everything one page about a customer shows."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property, lru_cache

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.customers import places
from whiteglove.service.customers.models import (
    Address,
    Customer,
    CustomerMerge,
    CustomerNote,
    Erasure,
    Organisation,
    Source,
    Term,
    Verification,
)
from whiteglove.service.customers.words import asked_words

PAGE = 25
language_name = lru_cache(maxsize=256)(places.language_name)


@dataclass
class Found:
    """One page of customers. `after` is the cursor of the next page, "" at the end."""

    rows: list[Customer] = field(default_factory=list)
    after: str = ""


def listed(person, *, after: str = "", size: int = PAGE) -> Found:
    """Everybody, the latest contact first."""
    return _latest_first(Customer.objects.visible_to(person).current(), after, size)


def _latest_first(customers, after: str, size: int) -> Found:
    rows = _carded(customers)
    if mark := _moment(after):
        at, pk = mark
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
    return Found(rows, _mark(bytes(last.word).decode(errors="surrogateescape"), last.customer_id) if last else "")


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
        seen = mark[0].encode(errors="surrogateescape")
        hits = hits.filter(Q(word__gte=seen) & (Q(word__gt=seen) | Q(customer__gt=mark[1])))
    return hits.order_by("word", "customer_id")


def _carded(customers):
    """With what a row of a list shows: organisation, addresses, confirmed identity."""
    standing = Verification.objects.standing().select_related("by")
    return customers.select_related("organisation").prefetch_related(
        "addresses", Prefetch("verifications", queryset=standing, to_attr="standing_verifications")
    )


def of_organisation(person, organisation, *, after: str = "", size: int = PAGE) -> Found:
    return _latest_first(Customer.objects.visible_to(person).current().filter(organisation=organisation), after, size)


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
    """Everything a page or panel about one customer shows, at one moment."""

    customer: Customer
    at: datetime
    notes: list[CustomerNote]
    verification: Verification | None

    @cached_property
    def addresses(self) -> list[Address]:
        """Read when asked for: beside a conversation nobody does."""
        return _addresses(self.customer.pk)

    @property
    def choices(self) -> set[str]:
        """The kinds of address of which there are several, so that one of them is the main one."""
        kinds = [address.kind for address in self.addresses]
        return {kind for kind in kinds if kinds.count(kind) > 1}

    @cached_property
    def language(self) -> str:
        return language_name(self.customer.language) if self.customer.language else ""

    @cached_property
    def local_time(self) -> str:
        """`11:24 in Douala`, "" where the zone isn't known."""
        return places.now_in(self.customer.time_zone, self.at)

    @property
    def language_guessed(self) -> bool:
        return self.customer.language_source == Source.GUESSED

    @property
    def zone_guessed(self) -> bool:
        return self.customer.time_zone_source == Source.GUESSED


_addresses = Prepared(lambda customer: Address.objects.filter(customer=customer))
_verification = Prepared(
    lambda customer: Verification.objects.standing().filter(customer=customer).select_related("by")[:1]
)


@cache
def _notes(most: int) -> Prepared:
    return Prepared(lambda customer: CustomerNote.objects.kept().filter(customer=customer).select_related("by")[:most])


def card_of(customer: Customer, at: datetime, *, notes: int = 50) -> Card:
    pk = customer.pk
    return Card(customer, at, _notes(notes)(pk), _verification.first(pk))


def erasure_of(customer: Customer) -> Erasure | None:
    return Erasure.objects.filter(customer=customer).select_related("by").first()


def organisations(words: str = "", *, after: str = "", size: int = PAGE) -> "Found":
    """Organisations by name, those with `words` in it if any are given, each with its domains and customers."""
    rows = Organisation.objects.prefetch_related("domain_rows").annotate(people=_people())
    rows = (
        rows.filter(Q(name__icontains=words) | Q(domain_rows__name__startswith=words.lower())).distinct()
        if words
        else rows
    )
    if mark := _read(after, 2):
        rows = rows.filter(Q(name__gt=mark[0]) | Q(name=mark[0], pk__gt=mark[1]))
    page = list(rows.order_by("name", "id")[: size + 1])
    last = page[size - 1] if len(page) > size else None
    return Found(page[:size], _mark(last.name, last.pk) if last else "")


def _people():
    own = Customer.objects.current().filter(organisation=OuterRef("pk")).order_by().values("organisation")
    return Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0)


def organisation_names() -> list[str]:
    """For completing a name while it is typed."""
    return list(Organisation.objects.order_by("name").values_list("name", flat=True)[:200])


def merges_of(customer: Customer) -> list[CustomerMerge]:
    return list(customer.merges_here.standing().select_related("source", "by"))


def _mark(*values) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


def _read(cursor: str, length: int) -> list | None:
    """The values of a cursor; None for no cursor and for one that somebody made up."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor)) if cursor else None
        shaped = isinstance(values, list) and len(values) == length and list(map(type, values)) == [str, int]
        return values if shaped else None
    except (ValueError, binascii.Error):
        return None


def _moment(cursor: str) -> tuple[datetime, int] | None:
    try:
        mark = _read(cursor, 2)
        return (datetime.fromisoformat(mark[0]), mark[1]) if mark else None
    except ValueError:
        return None
