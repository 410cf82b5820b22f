"""A customer says that it is solved."""

from datetime import datetime

from whiteglove.ground.people.policy import require
from whiteglove.service.customers.guest import Guest
from whiteglove.service.desk.actions import solve
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Ticket


def close(*, guest: Guest, ticket: Ticket, at: datetime) -> bool:
    """Whether it was open until now. Raises Http404 for a ticket that isn't theirs to the end."""
    require(guest, "portal.solve", ticket)
    try:
        solve(ticket=ticket.current, by=None, at=at, side="customer")
    except Refused:
        return False
    return True
