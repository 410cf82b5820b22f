"""A visitor gets the whole conversation by mail, from the mailbox of the team."""

from datetime import datetime

from django.db import transaction

from whiteglove.service.channels.actions.send import send
from whiteglove.service.channels.chat import tongue
from whiteglove.service.channels.contract import OutboundMessage, Party
from whiteglove.service.channels.email.ids import reply_token
from whiteglove.service.channels.models import Account, ChatLine, ChatRating, ChatSession, Outgoing

from .append import locked
from .leave import mailbox_for

MOST = 3
LONGEST = 500_000  # characters of words


class NoCopy(Exception):
    """It can't be sent; the word names a line of the tongues."""


def send_copy(*, session: ChatSession, email: str, language: str, at: datetime) -> Outgoing:
    """Only once we have answered, and few times: nobody else's words leave here for an address that was merely typed.
    Raises NoCopy."""
    mailbox, says = mailbox_for(session.visitor.account), tongue.says(language)
    with transaction.atomic():
        now = locked(session.pk)
        if mailbox is None or not now.lines.filter(side=ChatLine.Side.DESK).exists():
            raise NoCopy("no_copy")
        if now.copies >= MOST:
            raise NoCopy("too_fast")
        now.copies += 1
        now.save(update_fields=["copies"])
        return send(letter_of(now, mailbox, email, says), by=None, at=at, account=mailbox)


def letter_of(session: ChatSession, mailbox: Account, email: str, says: dict[str, str]) -> OutboundMessage:
    desk, words = session.visitor.account.name, told(session, says, is_safe(session, email))
    return OutboundMessage(
        account_id=mailbox.pk, ref=f"chat:{session.pk}", to=[Party("", email)],
        subject=says["copy_subject"].format(desk), text=words, auto=True, from_name=mailbox.name,
        reply_token=reply_token(session.ref) if session.ref else "",
    )  # fmt: skip


def is_safe(session: ChatSession, email: str) -> bool:
    """Whether a person of ours has been in this chat, or its site vouches for the address. With a bot alone any machine
    can chat, and have its own words sent to whomever it likes."""
    return session.visitor.email == email or session.lines.filter(side=ChatLine.Side.DESK, automatic=False).exists()


def told(session: ChatSession, says: dict[str, str], all_of_it: bool = True) -> str:
    """Every line, else ours alone, with who said it and when, in UTC: nobody knows where the reader's clock stands. Of
    a chat beyond all measure as many of the last as a mail can hold."""
    lines, whole = newest(session)
    parts = [] if whole else ["…"]
    for line in (one for one in lines if all_of_it or one.side == ChatLine.Side.DESK):
        theirs = line.side == ChatLine.Side.VISITOR
        who = says["you"] if theirs else tongue.named(line.name, line.automatic, says)
        files = [f"[{file.name}]" for file in line.files.all()]
        parts.append("\n".join(filter(None, [f"{who}, {line.at:%Y-%m-%d %H:%M} UTC", line.text, *files])))
    return "\n\n".join([*parts, *(rated(session, says) if all_of_it else ())]) + "\n"


def newest(session: ChatSession) -> tuple[list[ChatLine], bool]:
    """The last lines of it, in their order, and whether these are all."""
    found, size = [], 0
    for line in session.lines.order_by("-number").prefetch_related("files").iterator(chunk_size=200):
        size += len(line.text)
        if size > LONGEST:
            return found[::-1], False
        found.append(line)
    return found[::-1], True


def rated(session: ChatSession, says: dict[str, str]) -> list[str]:
    """How they found it, if they said so."""
    found = ChatRating.objects.filter(session=session).first()
    if found is None:
        return []
    how = says["rate_good" if found.good else "rate_bad"]
    return ["\n".join(filter(None, [f"{says['rate']} {how}", found.comment]))]
