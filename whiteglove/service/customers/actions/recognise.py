"""Know who is writing: the customer an address belongs to, made on the spot if it's nobody's yet."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import insert, insert_if_new, insert_values, update
from whiteglove.service.customers.addresses import EMAIL, PHONE, candidate_domains, domain_of, email_key, phone_key
from whiteglove.service.customers.models import Address, Customer, Domain, Organisation, Source, Term
from whiteglove.service.customers.words import words_of

from .says import tell
from .touch import touch_unsaved

NOBODY = "Unknown sender"
KEY_LONGEST = 320
_with_key = Prepared(
    lambda kind, key: Address.objects.filter(kind=kind, key=key).select_related("customer__merged_into").order_by()
)
_domains = Prepared(lambda names: Domain.objects.filter(name__in=names).select_related("organisation").order_by())


class Contact(NamedTuple):
    """A message that just came; `utc_offset` is the sender's clock in minutes from UTC, if it says so."""

    utc_offset: int | None = None


def recognise(*, email: str = "", phone: str = "", name: str = "", language: str = "", at: datetime) -> Customer:
    """The current customer of this address; a merged record answers with the one it lives on in.

    Never refuses: mail arrives with broken senders too. What can't be read as an address is kept as it
    came, and without any address each call makes a customer of its own (two strangers are never one).
    """
    kind, value = (PHONE, phone) if phone else (EMAIL, email)
    return _recognised(kind, value, name, language, at, None)[0]


def meet(
    *, email: str, name: str = "", language: str = "", at: datetime, contact: Contact | None
) -> tuple[Customer, bool]:
    """`recognise`, and whether the contact is noted already: somebody new is kept with it, all others are left to
    `touch` at the end of the transaction, so that no row of theirs is locked meanwhile."""
    return _recognised(EMAIL, email, name, language, at, contact)


def _recognised(
    kind: str, value: str, name: str, language: str, at: datetime, contact: Contact | None
) -> tuple[Customer, bool]:
    value, name = _printable(value)[:KEY_LONGEST], _printable(name)[:200]
    key = forgiving_key(kind, value)
    # No savepoint: nothing in here fails and lets its caller go on.
    with transaction.atomic(savepoint=False):
        if not key:
            return _filled(_nameless(name, at), name, language), False
        known = _by_key(kind, key)
        if known is None and (made := _make(kind, value, key, name, language, at, contact)):
            return made, contact is not None
        # If another process was quicker: the one it made. Its mail is committed, or ours would have waited for it.
        return _filled(known or _by_key(kind, key), name, language), False


def forgiving_key(kind: str, value: str) -> str:
    """The comparison key even of what isn't an address; "" only for nothing at all."""
    try:
        key = phone_key(value) if kind == PHONE else email_key(value)
    except ValueError:
        key = value.strip().lower()
    return key if len(key) <= KEY_LONGEST else hashlib.sha256(key.encode()).hexdigest()


def _printable(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _by_key(kind: str, key: str) -> Customer | None:
    address = _with_key.first(kind, key)
    return address.customer.current if address else None


def _make(
    kind: str, value: str, key: str, name: str, language: str, at: datetime, contact: Contact | None
) -> Customer | None:
    """A new customer with this address; None if another process was quicker."""
    domain = domain_of(key)[:253] if kind == EMAIL else ""
    organisation = organisation_of(domain)
    customer = fresh(
        Customer,
        name=name or value[:200],
        organisation=organisation,
        language=language[:12],
        language_source=Source.GUESSED if language else "",
        since=at,
        last_contact_at=at,
    )
    address = fresh(Address, kind=kind, value=value, key=key, domain=domain, primary=True)
    customer.reached_at = [address]
    if contact:
        touch_unsaved(customer, at=at, language=language, utc_offset=contact.utc_offset)
    address.customer = insert(customer)
    if not insert_if_new(address):
        customer.delete()
        return None
    learn_words(customer, words_of(customer.name, [(kind, key)], organisation.name if organisation else ""))
    tell("customer.recognised", customer, None, at, organisation=customer.organisation_id)
    return customer


def learn_words(customer: Customer, words: Iterable[bytes]) -> None:
    insert_values(Term, ("customer_id", "word"), [(customer.pk, word) for word in words])


def _nameless(name: str, at: datetime) -> Customer:
    customer = insert(Customer(name=name or NOBODY, since=at, last_contact_at=at))
    learn_words(customer, words_of(customer.name, []))
    tell("customer.recognised", customer, None, at, organisation=None)
    return customer


def organisation_of(domain: str) -> Organisation | None:
    """The organisation whose domain this is, or the nearest parent of it; None for public mail services."""
    nearest = candidate_domains(domain) if domain else []
    rows = {row.name: row for row in _domains(nearest)}
    return next((rows[name].organisation for name in nearest if name in rows), None)


def _filled(customer: Customer, name: str, language: str) -> Customer:
    """Fill what was unknown; what is known is never overwritten by what a mail claims."""
    facts: dict[str, str] = {}
    if name and "@" not in name and ("@" in customer.name or customer.name in ("", NOBODY)):
        facts["name"] = name
    if language and not customer.language:
        facts |= {"language": language[:12], "language_source": Source.GUESSED}
    if not facts:
        return customer
    for field, value in facts.items():
        setattr(customer, field, value)
    update(customer, *facts)
    if "name" in facts:
        known = set(map(bytes, customer.terms.values_list("word", flat=True)))
        learn_words(customer, words_of(facts["name"], []) - known)
    return customer
