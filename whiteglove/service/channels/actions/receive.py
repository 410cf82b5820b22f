"""Keep a message before anything is understood of it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from whiteglove.ground.events.actions import record
from whiteglove.service.channels import dedupe
from whiteglove.service.channels.models import Account, Arrival, Blob


def receive(raw: bytes, *, account: Account | None = None, envelope: Mapping | None = None, at: datetime,
            kind: str = "email") -> Arrival:
    """Stores the raw bytes and one arrival in one transaction; when this returns, nothing can be lost.

    envelope: {"from", "to": [...], "source": smtp|imap|pipe, "peer", …}, all optional.
    A message that was here before returns its first arrival, with `.duplicate` set.
    Raises only what the database raises; the caller must then not say that it took the message.
    """
    key = dedupe.key(raw)
    return seen_before(key) or _keep(raw, key, account, dict(envelope or {}), at, kind)


def seen_before(key: str) -> Arrival | None:
    """The arrival with this key, counted once more; None for a new message."""
    arrival = Arrival.objects.filter(dedupe_key=key).first()
    if arrival:
        Arrival.objects.filter(pk=arrival.pk).update(repeats=F("repeats") + 1)
        arrival.duplicate = True
    return arrival


def _keep(raw: bytes, key: str, account: Account | None, envelope: dict, at: datetime, kind: str) -> Arrival:
    try:
        with transaction.atomic():
            arrival = Arrival(account=account, kind=kind, received_at=at, raw=Blob.objects.keep(raw),
                              envelope=envelope, dedupe_key=key, due_at=at)
            arrival.save(force_insert=True)
            record("mail.received", subject=arrival, by=None, at=at, facts={"size": len(raw)})
    except IntegrityError:
        # Somebody else kept the same message between our look and our insert.
        if not (known := seen_before(key)):
            raise
        return known
    return arrival
