"""Claiming, finishing, retrying and giving up deliveries. What each worker does with them is in work.py."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from whiteglove.ground.events import wake
from whiteglove.ground.events.backoff import delay, exhausted
from whiteglove.ground.events.models import Delivery, DeliveryQuerySet, State
from whiteglove.ground.lib.prepared import Prepared

LEASE = timedelta(seconds=30)
LONGEST_ERROR = 4000
PRUNED_AT_ONCE = 500
MOST_CLAIMED = 50
EVER = datetime(9999, 1, 1, tzinfo=UTC)


def claimable(at: datetime, whatever_the_time: bool = False) -> DeliveryQuerySet:
    """Deliveries that may run now: due, and no earlier one of the same reaction and subject due or running.

    A delivery that waits for its next try doesn't hold up later ones.
    """
    due = Q() if whatever_the_time else Q(due_at__lte=at)
    earlier = Delivery.objects.filter(reaction=OuterRef("reaction"), subject=OuterRef("subject"), id__lt=OuterRef("id"))
    ahead = earlier.filter(Q(state=State.RUNNING) | Q(state=State.PENDING) & due)
    return Delivery.objects.filter(due, ~Exists(ahead), state=State.PENDING).order_by("due_at", "id")


def claim(worker: str, at: datetime, limit: int = 10, whatever_the_time: bool = False) -> list[Delivery]:
    """Up to `limit` deliveries that now belong to `worker` until the lease ends, each with its event."""
    if not (_some_left() if whatever_the_time else _some_due(at)):
        return []
    with transaction.atomic():
        keys = [key for (key,) in (_all() if whatever_the_time else _ready(at))[:limit]]
        Delivery.objects.pending().filter(pk__in=keys).update(
            state=State.RUNNING, tries=F("tries") + 1, claimed_by=worker, claimed_until=at + LEASE
        )
    return _mine(worker, keys)


def _skipping(rows: DeliveryQuerySet) -> DeliveryQuerySet:
    """Without those another worker is just claiming."""
    rows = rows.values_list("pk")[:MOST_CLAIMED]
    return rows.select_for_update(skip_locked=True) if connection.features.has_select_for_update_skip_locked else rows


_some_due = Prepared(lambda at: claimable(at).values_list("pk")[:1])
_some_left = Prepared(lambda: claimable(EVER, whatever_the_time=True).values_list("pk")[:1])
_ready = Prepared(lambda at: _skipping(claimable(at)))
_all = Prepared(lambda: _skipping(claimable(EVER, whatever_the_time=True)))
_mine = Prepared(
    lambda worker, keys: Delivery.objects.claimed_by(worker).filter(pk__in=keys).select_related("event").order_by("id")
)


def finish(delivery: Delivery, at: datetime) -> bool:
    """Note that it is done; False when it isn't this worker's any more. Locks the row until the commit."""
    mine = Delivery.objects.claimed_by(delivery.claimed_by).filter(pk=delivery.pk)
    return bool(mine.update(state=State.DONE, done_at=at, error="", claimed_until=None))


def fail(delivery: Delivery, error: str, at: datetime, final: bool = False) -> None:
    """Put it back for another try, or give it up after the last one."""
    over = final or exhausted(delivery.tries)
    mine = Delivery.objects.claimed_by(delivery.claimed_by).filter(pk=delivery.pk)
    mine.update(
        state=State.DEAD if over else State.PENDING,
        due_at=at + delay(delivery.tries, random.random()),
        claimed_until=None,
        error=error[-LONGEST_ERROR:],
    )


def release(worker: str) -> int:
    """Give back what `worker` claimed and didn't begin: a try that never was."""
    return (
        Delivery.objects.claimed_by(worker)
        .filter(tries__gt=0)
        .update(state=State.PENDING, tries=F("tries") - 1, claimed_by="", claimed_until=None)
    )


def renew(worker: str, at: datetime) -> None:
    """A sign of life for everything `worker` holds."""
    with transaction.atomic():
        keys = unlocked(Delivery.objects.claimed_by(worker))
        Delivery.objects.claimed_by(worker).filter(pk__in=keys).update(claimed_until=at + LEASE)


def reclaim(at: datetime) -> int:
    """Take back what dead workers held; what has killed its worker too often is given up."""
    with transaction.atomic():
        lost = list(unlocked(Delivery.objects.abandoned(at), "pk", "tries"))
        spent = [key for key, tries in lost if exhausted(tries)]
        rest = [key for key, tries in lost if not exhausted(tries)]
        note = "The worker that ran this stopped before it was done."
        taken = Delivery.objects.abandoned(at)
        taken.filter(pk__in=spent).update(state=State.DEAD, error=note, claimed_until=None)
        taken.filter(pk__in=rest).update(state=State.PENDING, due_at=at, error=note, claimed_until=None)
    return len(lost)


def unlocked(rows: DeliveryQuerySet, *columns: str):
    """`rows` without those that somebody is just finishing in an open transaction."""
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return rows.values_list(*columns) if columns else rows.values_list("pk", flat=True)


def replay(deliveries: DeliveryQuerySet, at: datetime) -> int:
    """Let given-up deliveries try again from the start; how many."""
    with transaction.atomic():
        again = deliveries.dead().update(state=State.PENDING, tries=0, due_at=at, claimed_by="", claimed_until=None)
        wake.after_commit()
    return again


def prune(before: datetime, limit: int = PRUNED_AT_ONCE) -> int:
    """Forget deliveries done before `before`, at most `limit` at once; the events stay."""
    old = Delivery.objects.filter(state=State.DONE, done_at__lt=before).order_by("done_at").values("pk")[:limit]
    return Delivery.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()[0]
