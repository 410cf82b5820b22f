"""Give a customer another address, take one away, choose the main one, or split one off."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.customers.addresses import EMAIL, domain_of, key
from whiteglove.service.customers.models import Address, Customer

from .recall import recall
from .recognise import organisation_of
from .says import allow, refuse_erased, tell


class Taken(ValueError):
    """The address belongs to another customer; `.owner` says to whom."""

    def __init__(self, owner: Customer) -> None:
        super().__init__(f"This address belongs to {owner}. Merge the two customers if they are one person.")
        self.owner = owner


def put_address(customer: Customer, kind: str, value: str, region: str = "") -> Address:
    """The address as a row of this customer's; inside the caller's transaction. Raises ValueError or Taken."""
    wanted = key(kind, value, region)
    if held := Address.objects.filter(kind=kind, key=wanted).select_related("customer").first():
        if held.customer_id != customer.pk:
            raise Taken(held.customer)
        return held
    first = not customer.addresses.filter(kind=kind, primary=True).exists()
    domain = domain_of(wanted) if kind == EMAIL else ""
    if domain and customer.organisation_id is None and (found := organisation_of(domain)):
        customer.organisation = found
        customer.save(update_fields=["organisation"])
    return Address.objects.create(
        customer=customer, kind=kind, value=value.strip(), key=wanted, domain=domain, primary=first
    )


def add_address(*, customer: Customer, kind: str, value: str, by: Person, at: datetime, region: str = "") -> Address:
    """`region` (ISO) reads a phone number written without its country code. Raises ValueError, Taken or IsErased."""
    allow(by, "customers.change", customer)
    with transaction.atomic():
        refuse_erased(customer)
        address = put_address(customer, kind, value, region)
        recall([customer.pk])
        tell("customer.address_added", customer, by, at, address=address.pk, kind=kind)
    return address


def remove_address(*, address: Address, by: Person, at: datetime) -> dict[str, str]:
    """Returns what `add_address` needs to bring it back. The main address passes to the oldest left."""
    customer = address.customer
    allow(by, "customers.change", customer)
    gone = {"kind": address.kind, "value": address.value}
    with transaction.atomic():
        tell("customer.address_removed", customer, by, at, address=address.pk, kind=address.kind)
        address.delete()
        promote_oldest(customer, gone["kind"])
        recall([customer.pk])
    return gone


def make_primary(*, address: Address, by: Person, at: datetime) -> Address:
    allow(by, "customers.change", address.customer)
    with transaction.atomic():
        Address.objects.filter(customer=address.customer_id, kind=address.kind, primary=True).update(primary=False)
        address.primary = True
        address.save(update_fields=["primary"])
        tell("customer.address_made_primary", address.customer, by, at, address=address.pk)
    return address


def split_address(*, address: Address, by: Person, at: datetime) -> Customer:
    """The address becomes a customer of its own: later letters from it go there. What is past stays.

    Raises ValueError if it is the only address, because nothing would be left behind.
    """
    whole = address.customer
    allow(by, "customers.change", whole)
    if whole.addresses.count() < 2:
        raise ValueError("This is the only address, so there is nothing to split it from.")
    with transaction.atomic():
        alone = Customer.objects.create(
            name=address.value[:200],
            organisation=organisation_of(address.domain),
            language=whole.language,
            language_source="guessed" if whole.language else "",
            since=at,
            last_contact_at=at,
        )
        Address.objects.filter(pk=address.pk).update(customer=alone, primary=True)
        promote_oldest(whole, address.kind)
        recall([whole.pk, alone.pk])
        tell("customer.address_split", whole, by, at, address=address.pk, customer=alone.pk)
    return alone


def promote_oldest(customer: Customer, kind: str) -> None:
    """A customer who has addresses of this kind has a main one."""
    left = Address.objects.filter(customer=customer, kind=kind)
    if not left.filter(primary=True).exists() and (oldest := left.order_by("pk").first()):
        oldest.primary = True
        oldest.save(update_fields=["primary"])


def note_bounce(*, email: str, at: datetime) -> bool:
    """Remember that mail to this address came back; True if a customer has it."""
    try:
        return bool(Address.objects.filter(kind=EMAIL, key=key(EMAIL, email)).update(bounced_at=at))
    except ValueError:
        return False
