"""Hand a message of ours to the channel, in the transaction that wrote it."""

from collections.abc import Sequence
from datetime import datetime

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person
from whiteglove.service.channels.actions.cancel import cancel
from whiteglove.service.channels.actions.send import send
from whiteglove.service.channels.contract import OutboundAttachment, OutboundMessage, Party
from whiteglove.service.channels.email.ids import reply_token
from whiteglove.service.channels.models import Account, ChatVisitor
from whiteglove.service.channels.models.chat import is_handle
from whiteglove.service.desk import addressing, portal_line
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Attachment, MailId, Message, Ticket

from .write import remember_ids

__all__ = ["cancel", "hand_over"]
_visitor_named = Prepared(lambda name: ChatVisitor.objects.select_related("account").filter(name_here=name)[:1])
_files_of = Prepared(lambda message: Attachment.objects.filter(message=message).order_by("id"))


def hand_over(
    ticket: Ticket,
    message: Message,
    *,
    by: Person | None,
    at: datetime,
    not_before: datetime | None = None,
    auto: bool = False,
    after: Message | None = None,
    chat: Account | None = None,
    name: str = "",
    offers: Sequence[str] = (),
) -> None:
    """Queue the message's mail and keep its id: the next mail of the thread, whoever answers it.

    The message is changed but not saved. `after`: the only message it follows, where the caller knows; a caller who
    is opening the ticket keeps the ids of both together. `chat`: the desk of the visitor it is for, if it is for one;
    `name`: under which it goes there where nobody wrote it, `offers`: words to answer it with.
    Raises Refused without a mailbox to send from. What is practised goes nowhere: whoever plays the customer hears of
    it by the event alone.
    """
    if ticket.rehearsed:
        return
    account = chat or account_of(ticket, message)
    in_reply_to, references = addressing.chain_after(after) if after else addressing.chain(ticket)
    outgoing = send(
        OutboundMessage(
            account_id=account.pk,
            ref=f"message:{message.pk}",
            to=parties(message.to),
            cc=parties(message.cc),
            subject=subject_of(ticket),
            text=message.text,
            in_reply_to=in_reply_to,
            references=references,
            attachments=[] if auto else files(message),
            auto=auto,
            reply_token=reply_token(f"ticket:{ticket.pk}"),
            from_name=f"{by.name} ({account.name})" if by else name or account.name,
            offers=offers,
            signature=portal_line.below(by.signature if by else "", ticket, message, chat),
        ),
        by=by,
        at=at,
        not_before=not_before,
        account=account,
    )
    message.outgoing = outgoing
    message.message_id, message.in_reply_to, message.references = outgoing.message_id, in_reply_to, references
    if after is None:
        remember_ids(ticket, {MailId.Direction.OUT: [outgoing.message_id]})


def chat_of(message: Message) -> Account | None:
    """The desk of the visitor it is for: what was said in a chat is answered there, also in a ticket begun by mail."""
    handles = [one["address"].lower().partition("@")[0] for one in message.to if is_handle(one["address"])]
    visitor = _visitor_named.first(handles[0]) if handles else None
    return visitor.account if visitor else None


def account_of(ticket: Ticket, message: Message | None = None) -> Account:
    """The mailbox the ticket came through, or its team's, or the default one. A chat reaches nobody by mail."""
    by_mail = message is not None and not any(is_handle(one["address"]) for one in message.to)
    in_chat = ticket.channel == "chat"
    if ticket.account_id and (ticket.account.active or in_chat) and not (in_chat and by_mail):
        return ticket.account
    usable = Account.objects.active().filter(kind="email")
    found = usable.filter(team=ticket.team_id).first() if ticket.team_id else None
    found = found or usable.order_by("-is_default", "id").first()
    if found is None:
        raise Refused("There is no mailbox to send from. Ask an administrator to add one in setup.")
    return found


def subject_of(ticket: Ticket) -> str:
    """`Re: …` once, with the ticket's number for people (and for mail programs that lose every header)."""
    bare = ticket.subject
    while bare.lower().startswith(("re:", "aw:", "sv:", "antw:", "fwd:", "fw:", "wg:")):
        bare = bare.partition(":")[2].strip()
    tag = f"[#{ticket.pk}]"
    return f"Re: {bare or 'your message'}" + ("" if tag in bare else f" {tag}")


def parties(rows: list[dict]) -> list[Party]:
    return [Party(row.get("name", ""), row["address"]) for row in rows]


def files(message: Message) -> list[OutboundAttachment]:
    return [OutboundAttachment(name=row.name, type=row.type, blob=row.blob_id) for row in _files_of(message.pk)]
