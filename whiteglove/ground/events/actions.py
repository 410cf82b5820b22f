"""Saying that something happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import models

from whiteglove.ground.events import wake
from whiteglove.ground.events.models import Delivery, Event, subject_of, topics_of
from whiteglove.ground.events.registry import reactions_to, sentence_of
from whiteglove.ground.events.transactions import inside_a_transaction, savepoints
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.rows import insert_all


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
    event = fresh(
        Event,
        name=name,
        subject_type=kind,
        subject_id=key,
        by_id=getattr(by, "pk", by),
        at=at,
        facts=facts or {},
        audience=topics_of(audience),
    )
    held = _held.get()
    if held and savepoints() == held.savepoints:
        held.events.append(event)
    else:
        write([event])
    return event


class Held:
    """Events that wait to be written together; `savepoints` were open when the waiting began."""

    def __init__(self) -> None:
        self.savepoints = savepoints()
        self.events: list[Event] = []


_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Events recorded inside are written in one statement at the end of the block, in their order.

    For a caller inside a transaction who needs neither their ids nor reads them meanwhile. One that is recorded within
    a savepoint is written at once, before those that wait, because a savepoint may be taken back alone.
    """
    held = Held()
    before = _held.set(held)
    try:
        yield
        write(held.events)
    finally:
        _held.reset(before)


def write(events: list[Event]) -> None:
    """The rows, and a delivery for each reaction to each of them. Whoever waits for them is woken after the commit."""
    if not events:
        return
    waiting = [(event, reaction) for event in events for reaction in reactions_to(event.name, event.rehearsed)]
    insert_all(events, with_ids=True, besides=wake.with_commit())
    # Due now: `event.at` may lie in the past (an old mail) or ahead.
    now = clock.now() if waiting else None
    insert_all([fresh(Delivery, event=e, reaction=r.key, subject=e.subject, due_at=now) for e, r in waiting])
