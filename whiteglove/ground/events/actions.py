"""Saying that something happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models

from whiteglove.ground.events import wake
from whiteglove.ground.events.models import Delivery, Event, subject_of, topics_of
from whiteglove.ground.events.registry import reactions_to, sentence_of
from whiteglove.ground.events.transactions import inside_a_transaction
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.rows import insert, insert_all


class OutsideTransaction(RuntimeError):
    """An event without a transaction could announce a change that then isn't made."""


def record(
    name: str,
    *,
    subject: models.Model | str,
    by: models.Model | int | None,
    at: datetime,
    facts: dict | None = None,
    audience: str | Iterable[str] = "",
) -> Event:
    """Write that `name` happened to `subject`, with a delivery for every reaction, in the caller's transaction.

    subject   a saved instance, or "ticket:42"
    by        a person, their id, or None for the house itself
    facts     ids and plain values, old and new; never on a socket
    audience  topics that may hear the nudge: "team:3 person:5 admin staff"; empty: nobody

    Raises Undeclared for a name no room declares, OutsideTransaction outside of `transaction.atomic`.
    """
    sentence_of(name)
    if not inside_a_transaction():
        raise OutsideTransaction(f"record({name!r}) belongs inside the transaction of the change it announces")
    kind, key = subject_of(subject)
    event = Event(
        name=name,
        subject_type=kind,
        subject_id=key,
        by_id=getattr(by, "pk", by),
        at=at,
        facts=facts or {},
        audience=topics_of(audience),
    )
    insert(event)
    queue(event, clock.now())
    wake.after_commit()
    return event


def queue(event: Event, at: datetime) -> None:
    """A delivery for every reaction to `event`, due now: `event.at` may lie in the past (an old mail) or ahead."""
    rows = [Delivery(event=event, reaction=r.key, subject=event.subject, due_at=at) for r in reactions_to(event.name)]
    insert_all(rows)
