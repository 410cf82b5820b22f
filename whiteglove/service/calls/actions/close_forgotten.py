"""Calls that nobody has ended: their owner is asked after half an hour without a sign, and they end after an hour.

One that only rang, and of whose end an exchange says nothing, is a missed one after ten minutes.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from whiteglove.service.calls.models import Sheet, SpokenLine
from whiteglove.service.channels.models import Call
from whiteglove.service.channels.phone import course
from whiteglove.service.channels.phone.actions import mark
from whiteglove.service.channels.phone.actions.mark import last_told
from whiteglove.service.desk.actions.each import each

from .change import Held, Unchanged, keep_counts, on_call, tell
from .miss import miss

ASK, CLOSE, EXCHANGE = timedelta(minutes=30), timedelta(hours=1), timedelta(hours=12)
RINGS = timedelta(minutes=10)


def close_forgotten(*, at: datetime, limit: int = 200) -> int:
    """Each in a transaction of its own. An exchange is trusted to tell of the end for twelve hours once somebody has
    answered. Returns how many were looked at."""
    rings = Q(call__state="ringing", call__direction="in", call__rang_at__lt=at - RINGS) & ~Q(call__external_id="")
    rows = Sheet.objects.exclude(call__state="ended").filter(Q(call__rang_at__lt=at - ASK) | rings)
    return each(
        list(rows.order_by("pk").values_list("pk", flat=True)[:limit]), lambda pk: look_at(pk, at),
        lambda pk: f"Closing the forgotten call of sheet {pk}",
    )  # fmt: skip


def look_at(pk: int, at: datetime) -> None:
    with transaction.atomic():
        missed: Held | None = None
        with on_call(Sheet.objects.get(pk=pk), by=None, at=at) as held:
            last = last_sign(held)
            if not held.call.runs or at - last < patience(held.call):
                raise Unchanged
            ask_or_close(held, last, at)
            if held.call.by_exchange and held.call.came_in and not held.call.answered_at and held.ticket is None:
                missed = held
        if missed:
            miss(missed, at)


def patience(call: Call) -> timedelta:
    if not call.by_exchange:
        return ASK
    return RINGS if call.state == "ringing" and call.came_in else EXCHANGE


def ask_or_close(held: Held, last: datetime, at: datetime) -> None:
    if held.call.by_exchange or at - last >= CLOSE:
        close(held, last, at)
    elif held.sheet.asked_at and held.sheet.asked_at >= last:
        raise Unchanged
    else:
        held.sheet.asked_at = at
        held.sheet.save(update_fields=["asked_at"])
        tell("call.quiet", held, None, at)


def close(held: Held, last: datetime, at: datetime) -> None:
    """It ended when it was last heard of."""
    held.sheet.forgotten = True
    keep_counts(held, mark(held.call, course.ENDED, at=last))
    tell("call.ended", held, None, at)


def last_sign(held: Held) -> datetime:
    said = SpokenLine.objects.filter(sheet=held.sheet).aggregate(last=Max("at"))["last"]
    return max(filter(None, (held.call.rang_at, last_told(held.call), said)))
