"""What a customer may do in the portal. Whoever asks is a `Guest`; a colleague's sign-in opens none of these doors."""

from typing import Any

from whiteglove.ground.people.policy import permit
from whiteglove.service.customers.guest import Guest

CUSTOMER = {"customer"}


def own(guest: Guest, ticket: Any) -> bool:
    """Opened by themselves: not by a colleague of theirs, nor one that theirs was merged into."""
    return ticket.customer_id == guest.customer.pk


def own_to_the_end(guest: Guest, ticket: Any) -> bool:
    """Theirs, and so is the one it lives on in: nobody closes what has become somebody else's."""
    return own(guest, ticket) and own(guest, ticket.current)


def themselves(guest: Guest, customer: Any) -> bool:
    return customer.pk == guest.customer.pk


permit("portal.see", roles=CUSTOMER, scope=own, says="See your own requests in the portal")
permit("portal.begin", roles=CUSTOMER, scope=themselves, says="Begin a new request in the portal")
permit("portal.answer", roles=CUSTOMER, scope=own, says="Answer in your own requests")
permit("portal.solve", roles=CUSTOMER, scope=own_to_the_end, says="Say that your own requests are solved")
permit("portal.profile", roles=CUSTOMER, scope=themselves, says="Change your own name, language and time zone")
