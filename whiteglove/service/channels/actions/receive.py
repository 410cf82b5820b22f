"""Keep a message before anything is understood of it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.service.channels import dedupe
from whiteglove.service.channels.models import Account, Arrival, Blob
from whiteglove.service.channels.models.blob import digest_of


def receive(
    raw: bytes, *, account: Account | None = None, envelope: Mapping | None = None, at: datetime, kind: str = "email"
) -> Arrival:
    """Stores the raw bytes and one arrival in one transaction; when this returns, nothing can be lost.

    envelope: {"from", "to": [...], "source": smtp|imap|pipe, "peer", …}, all optional.
    A message that was here before returns its first arrival, with `.duplicate` set.
    Raises only what the database raises; the caller must then not say that it took the message.
    """
    arrival = Arrival(
        account=account,
        kind=kind,
        received_at=at,
        raw_id=digest_of(raw),
        envelope=dict(envelope or {}),
        dedupe_key=dedupe.key(raw),
        due_at=at,
    )
    with transaction.atomic():
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
