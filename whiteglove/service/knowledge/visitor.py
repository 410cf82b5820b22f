"""Who votes without signing in: a random number in a signed cookie, of which only a digest is kept."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from whiteglove.service.customers.guest import guest_of
from whiteglove.service.customers.models import Customer

COOKIE = "wg_visitor"
SALT = "knowledge.visitor"
A_YEAR = 365 * 24 * 3600


def number_of(request: HttpRequest) -> str:
    """The visitor's number; "" for one without a cookie, or with one that we didn't sign."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=A_YEAR)
    except signing.BadSignature:
        return ""


def voter_of(request: HttpRequest, number: str) -> str:
    """`person:5`, or `visitor:` and a digest; "" for somebody who has never voted. A customer who came in by a link is
    one visitor in all their browsers."""
    if request.user.is_authenticated:
        return f"person:{request.user.pk}"
    if guest := guest_of(request):
        return voter_for(guest.customer)
    return f"visitor:{hashlib.sha256(number.encode()).hexdigest()[:32]}" if number else ""


def voter_for(customer: Customer) -> str:
    """Under our key, so that the votes alone name nobody."""
    said = f"knowledge.voter\0{customer.pk}".encode()
    return f"visitor:{hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()[:32]}"


def fresh() -> str:
    return secrets.token_urlsafe(16)


def remember(response: HttpResponse, number: str, path: str, secure: bool) -> None:
    signed, how = signing.dumps(number, salt=SALT), {"httponly": True, "samesite": "Lax"}
    response.set_cookie(COOKIE, signed, max_age=A_YEAR, path=path, secure=secure, **how)
