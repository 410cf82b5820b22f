"""In the demo nothing leaves: what would have left is put into the outside world's mailboxes."""

from collections.abc import Iterable
from datetime import datetime
from email import message_from_bytes, policy

from django.conf import settings
from django.db import transaction

from whiteglove.service.channels.contract import Receipt
from whiteglove.service.channels.models import Blob, Captured, Outgoing


def is_demo() -> bool:
    return bool(settings.DEMO)


def capture(outgoing: Outgoing, raw: bytes, *, at: datetime) -> Receipt:
    """One copy for each recipient; calling it again changes nothing."""
    recipients = outgoing.still_to_reach
    put(raw, recipients, at=at, outgoing=outgoing)
    return Receipt(accepted=recipients)


def put(
    raw: bytes, mailboxes: Iterable[str], *, at: datetime, outgoing: Outgoing | None = None, mine: bool = False
) -> None:
    """Lays the message into each mailbox; `mine` marks what the mailbox's owner wrote."""
    mail = message_from_bytes(raw, policy=policy.default)
    with transaction.atomic():
        blob = Blob.objects.keep(raw)
        rows = [_copy(mail, mailbox.lower(), blob, at, outgoing, mine) for mailbox in mailboxes]
        Captured.objects.bulk_create(rows, ignore_conflicts=True)


def _copy(mail, mailbox: str, blob: Blob, at: datetime, outgoing: Outgoing | None, mine: bool) -> Captured:
    message_id = str(mail["Message-ID"] or "").strip()
    references = f"{mail['References'] or ''} {mail['In-Reply-To'] or ''}".split()
    body = mail.get_body(("plain", "html"))
    return Captured(
        mailbox=mailbox,
        mine=mine,
        at=at,
        outgoing=outgoing,
        raw=blob,
        message_id=message_id,
        references=list(dict.fromkeys(references)),
        thread=_thread(mailbox, message_id, references),
        sender=str(mail["From"] or "")[:320],
        reply_to=str(mail["Reply-To"] or "")[:320],
        subject=str(mail["Subject"] or ""),
        text=body.get_content() if body else "",
        recipients=[a.addr_spec for a in mail["To"].addresses] if mail["To"] else [],
        read_at=at if mine else None,
    )


def _thread(mailbox: str, message_id: str, references: list[str]) -> str:
    """The thread a mail program would show it in: by the chain of references alone, never by subject."""
    known = Captured.objects.of(mailbox).filter(message_id__in=references).values_list("thread", flat=True).first()
    return known or (references[0] if references else message_id)
