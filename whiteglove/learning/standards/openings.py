"""Words to begin with, from the standard, in the customer's language: in a chat, in a first letter, on the phone."""

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person
from whiteglove.learning.standards import queries
from whiteglove.learning.standards.standard import Standard
from whiteglove.service.channels.models import Account, ChatSession
from whiteglove.service.desk.models import DeskRules, Message, MessageKind, Ticket

LONG = 3  # messages: two of theirs and our acknowledgement; after more a letter needs no greeting
_chat = Prepared(
    lambda ref: ChatSession.objects.filter(ref=ref).order_by("-id")
    .values_list("visitor__name", "visitor__account__name")[:1]
)  # fmt: skip
_answer = Prepared(
    lambda ticket: Message.objects.filter(ticket=ticket, kind=MessageKind.REPLY, undone_at__isnull=True)
    .order_by().values_list("pk")[:1]
)  # fmt: skip
_account = Prepared(lambda pk: Account.objects.filter(pk=pk).order_by().values_list("name")[:1])


def openings_for(ticket: Ticket, person: Person) -> list[tuple[str, str]]:
    """[(name, text)]: as long as nobody has answered. Asks one thing of a ticket that was, nothing of a long one."""
    long = ticket.channel != "chat" and ticket.message_count > LONG
    if long or not ticket.is_unfinished or _answer.first(ticket.pk):
        return []
    standard = queries.current()
    if standard is None:
        return []
    return standard.openings(ticket.goes_on_by, ticket.customer.language or "en", **words_for(ticket, person))


def words_for(ticket: Ticket, person: Person) -> dict[str, str]:
    called, desk = True, ""
    if ticket.channel == "chat":
        called, desk = _chat.first(f"ticket:{ticket.pk}") or ("", "")
    elif ticket.account_id:
        [desk] = _account.first(ticket.account_id) or ("",)
    return {
        # Who never said their name isn't called "Visitor".
        "name": ticket.customer.first_name if called else "",
        "agent": person.name.partition(" ")[0],
        "desk": desk,
        "company": DeskRules.current().company or desk,
        "subject": ticket.title if ticket.channel == "chat" else ticket.subject,
    }


def on_the_phone(standard: Standard, person: Person, language: str) -> str:
    """How a call is answered, before anybody knows who calls."""
    agent = person.name.partition(" ")[0]
    return standard.greeting("phone", language, agent=agent, company=DeskRules.current().company)
