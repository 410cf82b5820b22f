"""Every interaction updates the customer's record by itself."""

from datetime import datetime

from whiteglove.ground.lib.rows import instant
from whiteglove.ground.lib.statements import count_of, database
from whiteglove.service.customers import places
from whiteglove.service.customers.addresses import EMAIL, PHONE
from whiteglove.service.customers.models import Customer, Source

# Counted and compared where the row is, so that two messages at once can't lose one another.
COUNT = """
UPDATE customers_customer SET contacts = contacts + %s,
last_contact_at = CASE WHEN last_contact_at < %s THEN %s ELSE last_contact_at END,
since = CASE WHEN since > %s THEN %s ELSE since END{} WHERE id = %s
"""


def touch(
    customer: Customer,
    *,
    at: datetime,
    language: str = "",
    utc_offset: int | None = None,
    country: str = "",
    counts: bool = True,
) -> Customer:
    """Note that the customer was in contact at `at`, and guess again what is still a guess.

    `utc_offset` is the sender's clock in minutes from UTC, as the Date header says it; `country` is ISO.
    Part of every message's filing, so it records no event of its own: the message's event says it all.
    """
    guesses = _guesses(customer, at, language, utc_offset, country)
    here = database()
    moment = instant(at, here)
    also = "".join(f", {name} = %s" for name in guesses)
    count_of(COUNT.format(also), [int(counts), *[moment] * 4, *map(str, guesses.values()), customer.pk], here)
    for field, value in guesses.items():
        setattr(customer, field, value)
    customer.contacts += int(counts)
    customer.last_contact_at = max(customer.last_contact_at, at)
    return customer


def touch_unsaved(customer: Customer, *, at: datetime, language: str = "", utc_offset: int | None = None) -> None:
    """The same for the first contact of a customer who is being made: on the instance alone."""
    for field, value in _guesses(customer, at, language, utc_offset, "").items():
        setattr(customer, field, value)
    customer.contacts = 1


def _guesses(customer: Customer, at: datetime, language: str, offset: int | None, country: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if language and customer.language_source != Source.CONFIRMED and language != customer.language:
        found |= {"language": language[:12], "language_source": Source.GUESSED}
    if offset is None and not country:
        return found
    if customer.time_zone_source == Source.CONFIRMED or _still_fits(customer, offset, at):
        return found
    if zone := places.guess_zone(offset, country or _country(customer), at):
        found |= {"time_zone": zone, "time_zone_source": Source.GUESSED}
    return found


def _still_fits(customer: Customer, offset: int | None, at: datetime) -> bool:
    """Whether the guess of before explains this clock too: then it stays, and no page flickers."""
    here = places.local_time(customer.time_zone, at)
    if here is None or offset is None:
        return False
    # Many servers write UTC whatever the person's clock says, so it proves nothing against a guess.
    return offset == 0 or here.utcoffset().total_seconds() == offset * 60


def _country(customer: Customer) -> str:
    """The country an address of the customer speaks of: a phone number first, then a domain."""
    for address in sorted(customer.reached_at, key=lambda one: one.kind != PHONE):
        found = (
            places.country_of_domain(address.domain) if address.kind == EMAIL else places.country_of_phone(address.key)
        )
        if found:
            return found
    return ""
