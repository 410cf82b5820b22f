"""Keep a message before anything is understood of it."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import F

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.service.channels import dedupe
from whiteglove.service.channels.models import Account, Arrival, Blob
from whiteglove.service.channels.models.blob import digest_of

log = logging.getLogger(__name__)


@dataclass
class Letter:
    """A message as it came in. `account` as soon as somebody knows whose it is."""

    raw: bytes
    envelope: Mapping
    account: Account | None = None


def receive_together(letters: Sequence[Letter], *, at: datetime) -> list[Arrival | Exception]:
    """Stores several in one transaction; should one of them fail, each in its own: the others aren't lost with it.

    Returns each letter's arrival, or what the database said of it.
    """
    if len(letters) > 1:
        try:
            with transaction.atomic():
                return [_received(letter, at) for letter in letters]
        except Exception:
            log.warning("letters can't be stored together, so each by itself", exc_info=True)
    return [_alone(letter, at) for letter in letters]


def _alone(letter: Letter, at: datetime) -> Arrival | Exception:
    try:
        return _received(letter, at)
    except Exception as error:
        connection.close_if_unusable_or_obsolete()
        return error


def _received(letter: Letter, at: datetime) -> Arrival:
    return receive(letter.raw, account=letter.account, envelope=letter.envelope, at=at)


def receive(
    raw: bytes,
    *,
    account: Account | None = None,
    envelope: Mapping | None = None,
    at: datetime,
    kind: str = "email",
    key: str = "",
) -> Arrival:
    """Stores the raw bytes and one arrival in one transaction; when this returns, nothing can be lost.

    envelope: {"from", "to": [...], "source": smtp|imap|pipe, "peer", …}, all optional.
    `key` (at most 80 characters) is the same for the same message; without one it is made as for mail (dedupe.py).
    A message that was here before returns its first arrival, with `.duplicate` set.
    Raises only what the database raises; the caller must then not say that it took the message.
    """
    arrival = fresh(
        Arrival,
        account=account,
        kind=kind,
        received_at=at,
        raw_id=digest_of(raw),
        envelope=dict(envelope or {}),
        dedupe_key=key or dedupe.key(raw, at.astimezone(UTC).date()),
        due_at=at,
    )
    # No savepoint: whoever receives several in one transaction gets all of them or none.
    with transaction.atomic(savepoint=False):
        # The insert itself says whether the message was here before: asking first would be one statement more.
        if not insert_if_new(arrival):
            return seen_before(arrival.dedupe_key)
        arrival.raw = Blob.objects.keep(raw)
        record("mail.received", subject=arrival, by=None, at=at, facts={"size": len(raw)})
    return arrival


def seen_before(key: str) -> Arrival:
    """The arrival with this key, counted once more."""
    arrival = Arrival.objects.get(dedupe_key=key)
    Arrival.objects.filter(pk=arrival.pk).update(repeats=F("repeats") + 1)
    arrival.duplicate = True
    return arrival
