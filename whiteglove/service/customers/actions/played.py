"""A customer who is only played, for somebody who practises."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.customers.models import Customer, Source


def play_customer(*, person: Person, at: datetime, name: str, language: str = "en") -> Customer:
    """In the caller's transaction, which says what it is for. No address, no search words, no event: nobody finds
    them."""
    return Customer.every.create(
        name=name[:200], language=language[:12], language_source=Source.CONFIRMED, since=at, last_contact_at=at,
        rehearsed_by=person, contacts=1,
    )  # fmt: skip
