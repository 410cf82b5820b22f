"""Keep the words by which customers are found in step with what is known about them."""

from collections.abc import Iterable

from django.db import transaction

from whiteglove.service.customers.models import Address, Customer, Term
from whiteglove.service.customers.words import words_of


def recall(customer_ids: Iterable[int]) -> None:
    """Rebuild the words of these customers; merged and unknown ones lose theirs. Any number at once."""
    ids = set(customer_ids)
    with transaction.atomic():
        Term.objects.filter(customer_id__in=ids).delete()
        learn(
            Customer.objects.current().filter(pk__in=ids).select_related("organisation").prefetch_related("addresses")
        )


def learn(customers: Iterable[Customer]) -> None:
    """Write the words of customers that have none yet (new ones, or seeded in bulk)."""
    Term.objects.bulk_create(
        (Term(customer=customer, word=word) for customer in customers for word in _words(customer)),
        batch_size=2000,
    )


def _words(customer: Customer) -> set[bytes]:
    reached: Iterable[Address] = customer.addresses.all()
    organisation = customer.organisation.name if customer.organisation_id else ""
    return words_of(customer.name, ((address.kind, address.key) for address in reached), organisation)
