"""Count a ticket's messages anew after some have left or joined it."""

from whiteglove.service.desk.models import Message, MessageKind, Ticket

from .write import preview_of


def recount(ticket: Ticket) -> None:
    """Inside a change: what lists show and replies are checked against, from the messages themselves."""
    standing = Message.objects.filter(ticket=ticket).standing()
    ticket.message_count = standing.count()
    last = standing.order_by("-at", "-id").first()
    ticket.last_message_at = last.at if last else None
    ticket.last_inbound_id = (
        standing.filter(kind=MessageKind.INBOUND, flags=[]).order_by("-id").values_list("id", flat=True).first()
    )
    shown = standing.exclude(kind=MessageKind.AUTOMATIC).order_by("-at", "-id").first()
    ticket.preview = preview_of(shown.new_text or shown.text) if shown else ""
