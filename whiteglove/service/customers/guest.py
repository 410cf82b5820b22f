"""Who visits: a customer as the portal and the help centre see them, known by a cookie of their own.

It isn't a person of the staff's sign-in and never becomes one: neither session opens the other's pages.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest

from whiteglove.ground.lib import clock
from whiteglove.service.customers.actions.visit import digest_of
from whiteglove.service.customers.models import Customer, Visit

COOKIE = "wg_customer"
LONGEST = 100


class CustomerReader:
    """What the policy and the shelves of articles ask of whoever reads, of a customer whom we know."""

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_staff_member: ClassVar[bool] = False
    at_the_desk: ClassVar[bool] = False
    role: ClassVar[str] = "customer"
    team_ids: ClassVar[frozenset[int]] = frozenset()
    pk: ClassVar[None] = None


@dataclass(frozen=True)
class Guest(CustomerReader):
    visit: Visit

    @property
    def customer(self) -> Customer:
        return self.visit.address.customer

    @property
    def address(self) -> str:
        return self.visit.address.value


def guest_of(request: HttpRequest) -> Guest | None:
    """None without a cookie (and without a question to the database), or with one that lets nobody in any more."""
    if not hasattr(request, "_guest"):
        request._guest = _found(request.COOKIES.get(COOKIE, ""))
    return request._guest


def reader(request: HttpRequest) -> Any:
    """Who reads articles: one of ours who is signed in, else a customer by their visit, else nobody in particular."""
    return request.user if request.user.is_authenticated else guest_of(request) or request.user


def _found(secret: str) -> Guest | None:
    if not secret or len(secret) > LONGEST:
        return None
    standing = Visit.objects.standing(clock.now()).filter(digest=digest_of(secret))
    visit = standing.select_related("address__customer__merged_into").first()
    return Guest(visit) if visit and visit.address.customer.merged_into_id is None else None
