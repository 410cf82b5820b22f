"""The line below our mails that leads their customer to the request in the portal, in their language."""

from pathlib import Path

from django.conf import settings

from whiteglove.ground.lib.tongues import Tongues
from whiteglove.service.channels.models import Account

from .addressing import key
from .models import Message, MessageKind, Ticket

_tongues = Tongues(Path(__file__).parent / "tongues")


def below(signature: str, ticket: Ticket, message: Message, chat: Account | None) -> str:
    """The signature, and the line where the portal would show this message to whom it goes: not in a chat, nor to
    somebody else than whose ticket it is."""
    if not settings.PORTAL_AT or chat or not goes_to_its_customer(ticket, message):
        return signature
    words = _tongues.says(message.language or ticket.customer.language)["see_it"]
    line = words.format(f"{settings.PUBLIC_URL}{settings.PORTAL_AT}requests/{ticket.pk}/")
    return "\n\n".join(filter(None, [signature.strip(), line]))


def goes_to_its_customer(ticket: Ticket, message: Message) -> bool:
    """An acknowledgement answers whoever has just opened the ticket."""
    if message.kind == MessageKind.AUTOMATIC:
        return True
    theirs = {row.key for row in ticket.customer.reached_at}
    return any(key(one) in theirs for one in (*message.to, *message.cc))
