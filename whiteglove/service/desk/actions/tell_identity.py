"""Say in the conversation that the customer was recognised, where it happened."""

from django.db import transaction

from whiteglove.ground.events.models import Event
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.queries import one_person

from .change import tell

BY = {
    "order_number": "order number and postcode",
    "callback": "a call back to the number on file",
    "security_question": "a security question",
    "account_sign_in": "signing in to their account",
    "document": "an identity document",
}


def tell_identity(event: Event) -> None:
    """`event`: customer.verified. Once for each; nothing if it wasn't in a ticket of this customer."""
    customer = Customer.every.filter(pk=event.subject_id).first()
    number = event.facts.get("ticket")
    if not customer or not number:
        return
    with transaction.atomic():
        mine = Ticket.every.filter(pk=number, customer_id__in=one_person(customer))
        ticket = mine.select_for_update().first()
        if ticket and not Event.objects.about(ticket).filter(facts__verification=event.facts["verification"]).exists():
            how = BY.get(event.facts["how"], "other means")
            facts = {"verification": event.facts["verification"], "how": how}
            tell("ticket.identity_confirmed", ticket, event.by_id, event.at, **facts)
