"""A customer begins a new request: handed in through one of the desk's web forms, as theirs beyond doubt."""

from datetime import datetime

from whiteglove.ground.people.policy import require
from whiteglove.service.channels.form.actions import Request, hand_in
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.guest import Guest
from whiteglove.service.desk.models import Ticket


def begin(*, guest: Guest, place: Account, request: Request, once: str, at: datetime) -> int | None:
    """The number of the ticket, None while it isn't filed. `once` is the same for the same request of the same page."""
    require(guest, "portal.begin", guest.customer)
    kept = hand_in(place=place, request=request, page=f"my:{guest.customer.pk}:{once}", at=at, proven=True)
    number = kept.outcome.get("ticket")
    return number if Ticket.objects.filter(pk=number, customer=guest.customer).exists() else None
