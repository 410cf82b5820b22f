"""A letter of the house in the thread of a ticket: nobody's, and marked so that no machine answers it."""

from datetime import datetime

from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.rows import insert, update
from whiteglove.service.customers.models import Address
from whiteglove.service.desk import answering
from whiteglove.service.desk.addressing import comparable, is_address, own_addresses
from whiteglove.service.desk.models import Message, MessageKind, Ticket

from .send_out import hand_over
from .write import count_in


def send_letter(ticket: Ticket, *, to: dict[str, str], text: str, at: datetime, name: str = "") -> Message:
    """Inside a change, which tells what it was. `to`: {"name", "address"}; `name`: under which it goes there.

    Raises Refused without a mailbox to send from.
    """
    made = insert(fresh(Message, ticket=ticket, kind=MessageKind.AUTOMATIC, at=at, text=text, new_text=text, to=[to]))
    hand_over(ticket, made, by=None, at=at, auto=True, name=name)
    update(made, "outgoing", "message_id", "in_reply_to", "references")
    count_in(ticket, made)
    return made


def whom(ticket: Ticket) -> dict[str, str] | None:
    """Who gets it: the first whom a reply would go to. None where that is no address, one of ours, or one from which
    mail has come back."""
    to = next(iter(answering.answer_to(ticket).to), None)
    if to is None or not is_address(to["address"]) or comparable(to["address"]) in own_addresses():
        return None
    one = comparable(to["address"])
    back = Address.objects.filter(customer=ticket.customer_id, kind="email", bounced_at__isnull=False)
    if one in {comparable(value) for value in back.values_list("value", flat=True)}:
        return None
    sent = Message.objects.filter(ticket=ticket, bounced_at__isnull=False).values_list("to", flat=True)
    return None if one in {comparable(row["address"]) for rows in sent for row in rows} else to
