"""Words to begin a chat with, from the standard, in the customer's language."""

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person
from whiteglove.learning.standards import queries
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk.models import DeskRules, Message, MessageKind, Ticket

_chat = Prepared(
    lambda ref: ChatSession.objects.filter(ref=ref).order_by("-id")
    .values_list("visitor__name", "visitor__account__name")[:1]
)  # fmt: skip
_answer = Prepared(
    lambda ticket: Message.objects.filter(ticket=ticket, kind=MessageKind.REPLY, undone_at__isnull=True)
    .order_by().values_list("pk")[:1]
)  # fmt: skip


def openings_for(ticket: Ticket, person: Person) -> list[tuple[str, str]]:
    """[(name, text)]: as long as nobody has answered the chat. Nothing is asked for any other ticket."""
    if ticket.channel != "chat" or not ticket.is_unfinished or _answer.first(ticket.pk):
        return []
    standard = queries.current()
    if standard is None:
        return []
    called, desk = _chat.first(f"ticket:{ticket.pk}") or ("", "")
    words = {
        # Who never said their name isn't called "Visitor".
        "name": ticket.customer.first_name if called else "",
        "agent": person.name.partition(" ")[0],
        "desk": desk,
        "company": DeskRules.current().company or desk,
        "subject": ticket.title,
    }
    return standard.openings("chat", ticket.customer.language or "en", **words)
