"""A visitor left before they saw our answer: it goes to them by mail, in the thread of the ticket, once."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from whiteglove.ground.lib.limits import too_often
from whiteglove.service.channels.actions.send import ADDRESS, send
from whiteglove.service.channels.chat import tongue, unseen
from whiteglove.service.channels.chat.actions.append import locked
from whiteglove.service.channels.chat.actions.leave import mailbox_for
from whiteglove.service.channels.chat.actions.mark_mailed import mark_mailed
from whiteglove.service.channels.contract import OutboundAttachment, OutboundMessage, Party
from whiteglove.service.channels.email.ids import reply_token
from whiteglove.service.channels.models import Account, ChatLine, ChatSession, Outgoing
from whiteglove.service.customers.models import Customer, Verification
from whiteglove.service.desk import addressing
from whiteglove.service.desk.acquaintance import who_wrote
from whiteglove.service.desk.answering import addresses_of
from whiteglove.service.desk.models import MailId, Message, Ticket

from .change import changing, tell
from .send_out import subject_of
from .write import remember_ids

log = logging.getLogger(__name__)
AT_ONCE = 100
# Mails within an hour to an address that was only typed, of chats in which no person has answered.
MOST, WITHIN = 3, 3600


class SeenMeanwhile(Exception):
    """They came back in this very moment."""


def mail_all_unseen(*, at: datetime) -> int:
    """Returns how many chats had a mail. What fails with one is tried again, and holds up no other."""
    mailed = 0
    for pk in ChatSession.objects.to_mail(at).order_by("mail_due_at").values_list("pk", flat=True)[:AT_ONCE]:
        try:
            mailed += mail_unseen(session_id=pk, at=at)
        except Exception:
            log.exception("what was not seen of chat %s could not be mailed", pk)
    return mailed


def mail_unseen(*, session_id: int, at: datetime) -> bool:
    """Whether a mail is on its way. One transaction holds the mail, and the lines as taken by it: whatever is killed,
    they leave together or not at all. Whom we can't reach reads it at their next visit."""
    try:
        with transaction.atomic():
            session = locked(session_id)
            if session.mail_due_at is None or session.mail_due_at > at:
                return False
            session.mail_due_at = None
            session.save(update_fields=["mail_due_at"])
            lines = list(unseen.unseen(session).select_related("outgoing__by").prefetch_related("files"))
            return bool(lines) and mail(session, lines, at)
    except SeenMeanwhile:
        return False


def mail(session: ChatSession, lines: list[ChatLine], at: datetime) -> bool:
    """Inside the session's lock."""
    said = messages_of(lines)
    mailbox = mailbox_for(session.visitor.account)
    if not said or mailbox is None:
        return False
    with changing(said[-1].ticket, by=None, at=at, permit="desk.see", merged_too=True) as now:
        to = address_for(session, now)
        subject = subject_of(now)
        if to and is_stranger(session, now, to.address):
            to, subject = to_a_stranger(to), subject_of_ours(session, now)
        if to:
            letter = posted(now, session, lines, said[-1], mailbox, to, subject, at)
            if not mark_mailed(session=session, lines=lines, letter=letter):
                raise SeenMeanwhile
            address_too(said, to)
            remember_ids(now, {MailId.Direction.OUT: [letter.message_id]})
            tell("ticket.answer_mailed", now, None, at, to=to.address, message=said[-1].pk)
    return bool(to)


def messages_of(lines: Sequence[ChatLine]) -> list[Message]:
    """What these lines are at the desk, in their order."""
    refs = [line.outgoing.ref for line in lines if line.outgoing_id]
    numbers = [int(ref.partition(":")[2]) for ref in refs if ref.startswith("message:")]
    found = Message.objects.select_related("ticket__customer").in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def address_for(session: ChatSession, ticket: Ticket) -> Party | None:
    """The one vouched for or typed in this chat, else that of its customer, where somebody has confirmed who they are;
    never that of another whose ticket took it in, nor one of ours."""
    visitor = who_wrote(session.visitor.handle, ticket.pk)
    known = [unseen.given_address(session), *(confirmed(visitor) if visitor else ())]
    ours = {addressing.bare(one) for one in addressing.own_addresses()}
    fit = (one for one in known if ADDRESS.fullmatch(one) and addressing.bare(one) not in ours)
    found = next(fit, "")
    return Party(session.visitor.name, found) if found else None


def is_stranger(session: ChatSession, ticket: Ticket, address: str) -> bool:
    """Whether only a bot has answered, and the address was only typed: a machine may have, so that we write there."""
    if session.lines.filter(side=ChatLine.Side.DESK, automatic=False).exists() or address == session.visitor.email:
        return False
    visitor = who_wrote(session.visitor.handle, ticket.pk)
    return visitor is None or address not in confirmed(visitor)


def to_a_stranger(to: Party) -> Party | None:
    """Without the name somebody gave them; None once they had enough."""
    return None if too_often("chat.unseen", to.address.lower(), MOST, WITHIN) else Party("", to.address)


def subject_of_ours(session: ChatSession, ticket: Ticket) -> str:
    """Nothing of what was said: the ticket's own subject is the visitor's first words."""
    return f"{tongue.says(session.language)['copy_subject'].format(session.visitor.account.name)} [#{ticket.pk}]"


def confirmed(customer: Customer) -> list[str]:
    if not Verification.objects.standing().filter(customer=customer).exists():
        return []
    return [one["address"] for one in addresses_of(customer)]


def posted(
    ticket: Ticket, session: ChatSession, lines: Sequence[ChatLine], last: Message, mailbox: Account, to: Party,
    subject: str, at: datetime,
) -> Outgoing:  # fmt: skip
    """The mail that carries these lines, as the next one of the ticket's thread. What the visitor said isn't in it: an
    address that was only typed may be a stranger's."""
    in_reply_to, references = addressing.chain(ticket)
    by = lines[-1].outgoing.by
    files = [OutboundAttachment(file.name, file.type, blob=file.blob_id) for line in lines for file in line.files.all()]
    outbound = OutboundMessage(
        account_id=mailbox.pk, ref=f"message:{last.pk}", to=[to], subject=subject,
        text=told(session, lines), in_reply_to=in_reply_to, references=references, attachments=files,
        reply_token=reply_token(f"ticket:{ticket.pk}"), signature=by.signature if by else "",
        from_name=f"{by.name} ({mailbox.name})" if by else mailbox.name,
    )  # fmt: skip
    return send(outbound, by=by, at=at, account=mailbox)


def told(session: ChatSession, lines: Sequence[ChatLine]) -> str:
    """Why it comes by mail, then the words; who said them only where that isn't one person, or no person."""
    says = tongue.says(session.language)
    several = len({line.name for line in lines}) > 1 or any(line.automatic for line in lines)
    words = [
        f"{tongue.named(line.name, line.automatic, says)}:\n{line.text}" if several else line.text for line in lines
    ]
    return "\n\n".join(filter(None, [says["mailed"].format(session.visitor.account.name), *words]))


def address_too(said: Sequence[Message], to: Party) -> None:
    """They went there as well: so an answer by mail is one of somebody who takes part."""
    for message in said:
        message.to = [*message.to, {"name": to.name, "address": to.address}]
        message.save(update_fields=["to"])
