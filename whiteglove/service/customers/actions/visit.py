"""A customer asks to be let in, comes in by the link in a letter, and leaves again."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from whiteglove.service.customers.addresses import EMAIL, email_key
from whiteglove.service.customers.models import Address, Customer, SignInLink, Visit

from .says import tell

LASTS = timedelta(minutes=20)
STAYS = timedelta(days=14)
HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)
# Letters for one address while a link lasts: whoever is refused has links that still open, so nobody is locked out by
# others who ask. And from one network, within an hour.
FOR_ONE, FROM_ONE = 5, 30


@dataclass(frozen=True)
class Asked:
    """`token` opens the door if there is an `address` to send it to; `too_often` says that nothing was made."""

    token: str = ""
    address: Address | None = None
    too_often: bool = False


def ask_for_link(*, email: str, network: str, at: datetime) -> Asked:
    """Makes a link for whoever has this address. The same statements run whether anybody has it or not.

    Raises ValueError for what isn't an address.
    """
    key = email_key(email)
    asked_for, from_where, token = keyed("address", key), keyed("network", network), secrets.token_urlsafe(32)
    with transaction.atomic():
        SignInLink.objects.filter(asked_at__lt=at - KEPT).delete()
        if asked_too_often(asked_for, from_where, at):
            return Asked(too_often=True)
        address = Address.objects.filter(kind=EMAIL, key=key).select_related("customer").first()
        SignInLink.objects.create(
            address=address, digest=digest_of(token), asked_for=asked_for, network=from_where, asked_at=at,
            expires_at=at + LASTS,
        )  # fmt: skip
    return Asked(token, address)


def asked_too_often(asked_for: str, network: str, at: datetime) -> bool:
    mine, theirs = Q(asked_for=asked_for, asked_at__gt=at - LASTS), Q(network=network)
    lately = SignInLink.objects.filter(mine | theirs, asked_at__gt=at - HOUR)
    counted = lately.aggregate(mine=Count("pk", filter=mine), theirs=Count("pk", filter=theirs))
    return counted["mine"] >= FOR_ONE or counted["theirs"] >= FROM_ONE


def waits(*, token: str, at: datetime) -> bool:
    """Whether the link would still let somebody in; asking uses nothing up."""
    return good(token, at).exists()


def come_in(*, token: str, at: datetime) -> tuple[Visit, str] | None:
    """Uses the link up: the visit, and the secret for the cookie. None if it was used, is over, or never was."""
    if not waits(token=token, at=at):
        return None
    with transaction.atomic():
        # Of two who press at once, one is let in.
        if not good(token, at).update(used_at=at):
            return None
        link = SignInLink.objects.select_related("address__customer").get(digest=digest_of(token))
        Visit.objects.filter(expires_at__lte=at).delete()
        secret = secrets.token_urlsafe(32)
        visit = Visit.objects.create(address=link.address, digest=digest_of(secret), began_at=at, expires_at=at + STAYS)
        tell("customer.signed_in", link.address.customer, None, at, address=link.address_id)
    return visit, secret


def leave(*, visit: Visit, at: datetime) -> None:
    with transaction.atomic():
        Visit.objects.filter(pk=visit.pk).delete()
        tell("customer.signed_out", visit.address.customer, None, at, everywhere=False)


def leave_everywhere(*, customer: Customer, at: datetime) -> None:
    """Every browser, and every link that still waits in a mailbox."""
    with transaction.atomic():
        Visit.objects.filter(address__customer=customer).delete()
        SignInLink.objects.filter(address__customer=customer, used_at=None).delete()
        tell("customer.signed_out", customer, None, at, everywhere=True)


def good(token: str, at: datetime) -> QuerySet:
    rows = SignInLink.objects.filter(digest=digest_of(token), used_at=None, expires_at__gt=at)
    return rows.filter(address__isnull=False)


def digest_of(secret: str) -> str:
    """256 random bits can't be guessed back, so a slow hash would only slow us down."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def keyed(what: str, value: str) -> str:
    """What can be guessed, such as an address, is kept under our key, so that the table alone says nothing."""
    return hmac.new(
        settings.SECRET_KEY.encode(), f"portal.{what}\0{value}".encode("utf-8", "replace"), sha256
    ).hexdigest()
