"""Fetch mail over IMAP: everything beyond a cursor of UIDVALIDITY and UID, in bounded batches.

Nothing is marked, moved or deleted unless the mailbox is set up so. Order within a batch: receive (committed), then
mark or move, then the cursor. A crash between any two repeats work that `receive` recognises. A message that the
server doesn't hand over stops nothing: after a few tries it is noted for a person and left as it is. `imap_tools` is
loaded with the first mailbox: starting doesn't need it.
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from whiteglove.service.channels.actions.health import note_health
from whiteglove.service.channels.actions.move_cursor import find_cursor, move_cursor
from whiteglove.service.channels.actions.note_unfetched import note_unfetched
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.contract import Health
from whiteglove.service.channels.durable import written_through
from whiteglove.service.channels.email import oauth
from whiteglove.service.channels.email.outgoing import tls_context
from whiteglove.service.channels.models import Account, Arrival, Cursor
from whiteglove.service.channels.secrets import Lost

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

TIMEOUT = 30
EVERY = 60  # seconds between polls unless the mailbox says otherwise
BATCH = 50
BATCH_BYTES = 16 * 1024 * 1024
TRIES = 3  # polls in a row that must fail before a message counts as one that can't be fetched
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # whatever the locale
PORTS = {"tls": 993, "starttls": 143, "none": 143}
_UID = re.compile(rb"UID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class Unusable(Exception):
    """The server answered something that can't be used."""


@cache
def trouble() -> tuple[type[Exception], ...]:
    """What a server, its network or its sign-in may do to us."""
    from imap_tools.errors import ImapToolsError

    return imaplib.IMAP4.error, ImapToolsError, OSError, oauth.OAuthError, Lost, Unusable


def poll(account: Account, at: datetime, limit: int = 1000) -> int:
    """Fetches new mail of one account, at most `limit` messages; returns how many were new to us.

    Never raises for what the server does: trouble becomes the account's health, with a time for the next try.
    """
    new = 0
    try:
        with connected(account) as box:
            for folder in account.part("imap").get("folders") or ["INBOX"]:
                new += _poll_folder(box, account, folder, at, limit - new)
    except trouble() as error:
        note_health(account, Health("imap", False, f"Can't fetch mail: {said(error)}"), at=at)
    else:
        note_health(account, Health("imap", True, "Mail is being fetched."), at=at)
    return new


def health(account: Account) -> Health:
    """Connects, signs in and opens every folder, read-only."""
    try:
        with connected(account) as box:
            for folder in account.part("imap").get("folders") or ["INBOX"]:
                box.folder.set(folder, readonly=True)
    except trouble() as error:
        return Health("imap", False, f"Can't fetch mail: {said(error)}")
    return Health("imap", True, "Incoming mail: connected, signed in, folders found.")


def said(error: Exception) -> str:
    """The server's own words where it has any."""
    result = getattr(error, "command_result", None)
    text = result[1][0] if result and result[1] else None
    if isinstance(text, bytes):
        return text.decode("utf-8", "replace")
    if error.args and isinstance(error.args[0], bytes):
        return error.args[0].decode("utf-8", "replace")
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def connected(account: Account) -> BaseMailBox:
    """Signed in, no folder chosen yet. Raises one of `trouble()`."""
    imap = account.part("imap")
    box = _dialled(imap)
    user = imap.get("user") or account.address
    try:
        if imap.get("auth") == "oauth2":
            return box.xoauth2(user, oauth.access_token(account), initial_folder=None)
        return box.login(user, account.secrets.get("imap_password", ""), initial_folder=None)
    except BaseException:
        box.client.shutdown()
        raise


def _dialled(imap: dict) -> BaseMailBox:
    from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted

    security = imap.get("security", "tls")
    port = int(imap.get("port") or PORTS[security])
    if security == "none":
        return MailBoxUnencrypted(imap["host"], port, timeout=TIMEOUT)
    kind = MailBox if security == "tls" else MailBoxStartTls
    return kind(imap["host"], port, timeout=TIMEOUT, ssl_context=tls_context(imap.get("verify", True)))


def _poll_folder(box: BaseMailBox, account: Account, folder: str, at: datetime, limit: int) -> int:
    options = account.part("imap")
    changes = bool(options.get("seen") or options.get("move_to"))
    status = box.folder.status(folder)
    box.folder.set(folder, readonly=not changes)
    cursor = _cursor(account, folder, status, at)
    new = 0
    for uids in _batches(box, cursor, limit):
        lost: dict[str, Unusable] = {}
        # What is marked or moved on the server is ours alone to keep.
        with written_through():
            for uid, raw in _fetched(box, uids):
                if isinstance(raw, Unusable):
                    lost[uid] = raw
                else:
                    new += not _take(account, folder, uid, raw, at).duplicate
            _note(account, cursor, lost, at)
        _after(box, [uid for uid in uids if uid not in lost], options)
        move_cursor(cursor, max(map(int, uids)))
    return new


def _note(account: Account, cursor: Cursor, lost: dict[str, Unusable], at: datetime) -> None:
    """What the server didn't hand over waits for a person; at first the server gets a few more chances."""
    if not lost:
        return
    health = account.healths.filter(part="imap").first()
    if (health.tries if health else 0) + 1 < TRIES:
        raise next(iter(lost.values()))
    for uid, error in lost.items():
        note_unfetched(account, cursor, int(uid), said(error), at=at)


def _cursor(account: Account, folder: str, status: dict, at: datetime) -> Cursor:
    """Where to go on. Another UIDVALIDITY means that UIDs say nothing any more: read all again, dedupe knows.

    A mailbox that starts with new mail remembers the day, so that reading again doesn't bring its old mail in.
    """
    validity = int(status["UIDVALIDITY"])
    if account.part("imap").get("start") != "new":
        return find_cursor(account, folder, validity=validity)
    return find_cursor(account, folder, validity=validity, uid=int(status["UIDNEXT"]) - 1, since=at.date())


def _batches(box: BaseMailBox, cursor: Cursor, limit: int) -> Iterator[list[str]]:
    """UIDs beyond the cursor in ascending order, few enough and small enough to hold in memory."""
    found = _uids_after(box, cursor.uid, cursor.since)[: max(limit, 0)]
    for start in range(0, len(found), BATCH):
        sizes = _sizes(box, found[start : start + BATCH])
        batch, weight = [], 0
        for uid in found[start : start + BATCH]:
            size = sizes.get(uid, BATCH_BYTES)
            if batch and weight + size > BATCH_BYTES:
                yield batch
                batch, weight = [], 0
            batch.append(uid)
            weight += size
        if batch:
            yield batch


def _uids_after(box: BaseMailBox, after: int, since: date | None) -> list[str]:
    recent = f" SINCE {since.day}-{MONTHS[since.month - 1]}-{since.year}" if since else ""
    answer = _asked(box, "SEARCH", f"UID {after + 1}:*{recent}")
    uids = sorted({int(uid) for line in answer if line for uid in line.split()})
    # "n:*" always names the last message, even below n.
    return [str(uid) for uid in uids if uid > after]


def _sizes(box: BaseMailBox, uids: list[str]) -> dict[str, int]:
    """What the server says of them; one without a size is fetched by itself."""
    try:
        answer = _asked(box, "FETCH", ",".join(uids), "(UID RFC822.SIZE)")
    except Unusable:
        return {}
    pairs = [(_UID.search(line), _SIZE.search(line)) for line in answer if isinstance(line, bytes)]
    return {uid[1].decode(): int(size[1]) for uid, size in pairs if uid and size}


def _fetched(box: BaseMailBox, uids: list[str]) -> Iterator[tuple[str, bytes | Unusable]]:
    """(uid, raw bytes) without touching the seen flag, or why the server doesn't hand this one over.

    What the whole batch doesn't give is asked for one by one; a message that vanished meanwhile is simply not there.
    """
    found = set()
    try:
        for uid, raw in _literals(box, uids):
            found.add(uid)
            yield uid, raw
    except Unusable:
        pass  # one of them is enough for the server to refuse them all
    for uid in uids:
        if uid not in found and (alone := _alone(box, uid)) is not None:
            yield uid, alone


def _alone(box: BaseMailBox, uid: str) -> bytes | Unusable | None:
    """Its bytes, or why not; None if it isn't in the folder any more. Raises Unusable if the server is in trouble."""
    why = Unusable("The server names the message, but doesn't hand over its content.")
    try:
        if (raw := dict(_literals(box, [uid])).get(uid)) is not None:
            return raw
    except Unusable as error:
        why = error
    # RFC 2180 4.1: a server may say NO for what is gone as well. A search doesn't need to read the message.
    there = uid.encode() in b" ".join(_asked(box, "SEARCH", f"UID {uid}")).split()
    return why if there else None


def _literals(box: BaseMailBox, uids: list[str]) -> Iterator[tuple[str, bytes]]:
    """(uid, raw bytes) of those whose content came; `BODY[] NIL` and the like is no content."""
    answer = _asked(box, "FETCH", ",".join(uids), "(UID BODY.PEEK[])")
    for index, item in enumerate(answer):
        if not isinstance(item, tuple):
            continue
        # The UID may stand before or after the literal.
        after = answer[index + 1] if index + 1 < len(answer) and isinstance(answer[index + 1], bytes) else b""
        uid = _UID.search(item[0]) or _UID.search(after)
        if uid:
            yield uid[1].decode(), item[1]


def _take(account: Account, folder: str, uid: str, raw: bytes, at: datetime) -> Arrival:
    envelope = {"source": "imap", "folder": folder, "uid": int(uid), "to": [account.address]}
    return receive(raw, account=account, envelope=envelope, at=at)


def _after(box: BaseMailBox, uids: list[str], options: dict) -> None:
    if not uids:
        return
    if options.get("seen"):
        box.flag(uids, ["\\Seen"], True)
    if options.get("move_to"):
        box.move(uids, options["move_to"])


def _asked(box: BaseMailBox, command: str, *arguments) -> list:
    """The lines of the answer. Raises Unusable with the server's words for NO and BAD."""
    try:
        kind, data = box.client.uid(command, *arguments)
    except imaplib.IMAP4.abort:
        raise  # the connection is gone
    except imaplib.IMAP4.error as error:
        raise Unusable(f"The server answered {command}: {said(error)}") from error
    lines = [line for line in data if line is not None]
    if kind != "OK":
        words = b" ".join(line for line in lines if isinstance(line, bytes)).decode("utf-8", "replace")
        raise Unusable(f"The server answered {kind} to {command}: {words}")
    return lines


def due(account: Account, at: datetime) -> bool:
    """Whether it is time to poll: every minute unless set otherwise, rarer after failures."""
    last = account.healths.filter(part="imap").first()
    if last is None:
        return True
    if not last.ok:
        return last.due_at is None or last.due_at <= at
    every = max(int(account.part("imap").get("every") or EVERY), 5)
    return (at - last.checked_at).total_seconds() >= every


def is_well(account: Account) -> bool:
    """Whether the last poll went well; after trouble its next try has a time of its own."""
    last = account.healths.filter(part="imap").first()
    return last is None or last.ok
