"""Keep that a mailbox holds a message which its server doesn't hand over: going on must not mean silence."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.models import Account, Arrival, Cursor

SUBJECT = "A message that could not be fetched"
# No Message-ID: should the real one be fetched one day, it isn't taken for this note.
NOTE = (
    "Subject: {subject}\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    "The mailbox {address} holds a message in the folder {folder} that its mail server does not hand over.\r\n"
    "Its number there is {uid} (UIDVALIDITY {validity}). It was left as it is: look at it in the mailbox itself.\r\n"
)


def note_unfetched(account: Account, cursor: Cursor, uid: int, reason: str, *, at: datetime) -> Arrival:
    """An arrival that waits for a person in the place of the message; a second call finds the first one."""
    where = {"address": account.address, "folder": cursor.folder, "uid": uid, "validity": cursor.uidvalidity}
    envelope = {"source": "imap", "folder": cursor.folder, "uid": uid, "to": [account.address], "unfetched": True}
    with transaction.atomic():
        arrival = receive(NOTE.format(subject=SUBJECT, **where).encode(), account=account, envelope=envelope, at=at)
        if not arrival.duplicate:
            _give_up(arrival, f"{account.address}, {cursor.folder}, UID {uid}: {reason}", at)
    return arrival


def _give_up(arrival: Arrival, error: str, at: datetime) -> None:
    given_up = {"state": Arrival.State.FAILED, "due_at": None, "error": error[:4000], "subject": SUBJECT}
    Arrival.objects.filter(pk=arrival.pk).update(**given_up)
    record("mail.given_up", subject=arrival, by=None, at=at, audience="admin", facts={"error": error[-400:]})
