"""Calls that nobody has ended: their owner is asked after half an hour without a sign, and they end after an hour."""

from datetime import datetime, timedelta

from django.db.models import Max

from whiteglove.service.calls.models import Sheet, SpokenLine
from whiteglove.service.channels.phone import course
from whiteglove.service.channels.phone.actions import mark
from whiteglove.service.channels.phone.actions.mark import last_told
from whiteglove.service.desk.actions.each import each

from .change import Held, Unchanged, keep_counts, on_call, tell

ASK, CLOSE, EXCHANGE = timedelta(minutes=30), timedelta(hours=1), timedelta(hours=12)


def close_forgotten(*, at: datetime, limit: int = 200) -> int:
    """Each in a transaction of its own. An exchange is trusted to tell of the end for twelve hours. Returns how many
    were looked at."""
    rows = Sheet.objects.exclude(call__state="ended").filter(call__rang_at__lt=at - ASK)
    return each(
        list(rows.order_by("pk").values_list("pk", flat=True)[:limit]), lambda pk: look_at(pk, at),
        lambda pk: f"Closing the forgotten call of sheet {pk}",
    )  # fmt: skip


def look_at(pk: int, at: datetime) -> None:
    with on_call(Sheet.objects.get(pk=pk), by=None, at=at) as held:
        last = last_sign(held)
        if not held.call.runs or at - last < (EXCHANGE if held.call.by_exchange else ASK):
            raise Unchanged
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
