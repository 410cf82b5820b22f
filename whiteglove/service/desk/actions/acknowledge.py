"""Tell the customer that their message has arrived: once a new ticket, never to a machine."""

from datetime import datetime, timedelta

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.rows import insert_values, update
from whiteglove.service.channels.actions.send import envelope_address
from whiteglove.service.channels.contract import InboundMessage
from whiteglove.service.desk.addressing import bare, comparable
from whiteglove.service.desk.models import Acknowledged, DeskRules, Message, MessageKind, Ticket
from whiteglove.service.desk.threading import Known

from .change import tell
from .send_out import account_of, hand_over
from .write import count_in

HOUR = timedelta(hours=1)


def acknowledgement(
    ticket: Ticket, message: Message, inbound: InboundMessage, rules: DeskRules, known: Known, *, at: datetime
) -> Message | None:
    """What to answer to the first message; or None, and the message's explanation says why. Nothing is kept yet."""
    refusal = silence(inbound, rules, known) or impossible(ticket, inbound)
    if refusal:
        message.explanation = message.explanation | {"not_acknowledged": refusal}
        return None
    text = worded(wording(rules, ticket, inbound), ticket, rules)
    return fresh(
        Message, ticket=ticket, kind=MessageKind.AUTOMATIC, at=at, text=text, new_text=text,
        to=[{"name": inbound.sender.name, "address": inbound.sender.address}],
    )  # fmt: skip


def acknowledge(ticket: Ticket, first: Message, answer: Message, *, at: datetime) -> Event:
    """Send the answer to the first message, both of which are kept. Inside the ticket's change."""
    hand_over(ticket, answer, by=None, at=at, auto=True, after=first)
    update(answer, "outgoing", "message_id", "in_reply_to", "references")
    count_in(ticket, answer)
    insert_values(Acknowledged, ("address", "at"), [(comparable(first.sender_address), at)])
    return tell("ticket.acknowledged", ticket, None, at, message=answer.pk)


def silence(inbound: InboundMessage, rules: DeskRules, known: Known) -> str:
    """Why nothing is sent; "" if something is. After RFC 3834. `known.acknowledged` counts the hour before."""
    address = comparable(inbound.sender.address)
    if not inbound.answered_by_mail:
        return "A chat is answered by a person, and shows by itself that a line has arrived."
    if not rules.acknowledge or not rules.acknowledgement.strip():
        return "Acknowledgements are switched off."
    if inbound.flags.looks_automatic:
        return "Its subject reads like that of an automatic answer."
    in_bulk = inbound.headers.get("precedence", "").strip().lower() in {"bulk", "junk", "list"}
    if in_bulk or not inbound.may_be_acknowledged:
        return "Machines, lists and senders without an address get no automatic answer."
    if inbound.disowned:
        return "A mail server says that it isn't from its sender, who didn't write to us then."
    if bare(address) in known.ours or address in known.staff:
        return "It claims to come from us."
    if known.acknowledged >= rules.acknowledgements_an_hour:
        return "This address has had enough acknowledgements for one hour."
    return ""


def impossible(ticket: Ticket, inbound: InboundMessage) -> str:
    """Why nothing can be sent: no mailbox, or an address nobody can write to. Asked before anything is written."""
    try:
        account_of(ticket)
        envelope_address(inbound.sender.address)
    except ValueError as error:
        return str(error)
    return ""


def wording(rules: DeskRules, ticket: Ticket, inbound: InboundMessage) -> str:
    """The standard's letter in the customer's language, in English, or the desk's own text."""
    for language in (inbound.language, ticket.customer.language, "en"):
        letter = rules.letters.get(language) or rules.letters.get(language.partition("-")[0])
        if letter:
            return letter["text"]
    return rules.acknowledgement


def worded(text: str, ticket: Ticket, rules: DeskRules) -> str:
    """Plain replacement: a stray brace in somebody's wording must not stop the mail. Unknown names leave no gap."""
    company = rules.company or (ticket.account.name if ticket.account else "us")
    filled = {"number": str(ticket.pk), "subject": ticket.title, "company": company}
    name = ticket.customer.first_name
    text = text.replace("{name}", name) if name else text.replace(" {name}", "").replace("{name}", "")
    for key, value in filled.items():
        text = text.replace("{" + key + "}", value)
    return text
