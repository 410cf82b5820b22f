"""Promises to customers that were kept or not."""

from whiteglove.service.desk.models import Commitment, Stage

from .scope import counted
from .shape import Evidence, Window

KEPT, BROKEN = "kept", "broken"


def _ended(window: Window):
    rows = Commitment.objects.filter(person=window.person, state__in=(Stage.KEPT, Stage.BROKEN))
    rows = counted(rows, window)
    return rows.filter(ended_at__gte=window.since, ended_at__lt=window.until).order_by("ended_at", "id")


def from_promises(window: Window) -> list[Evidence]:
    return [_told(row) for row in _ended(window)]


def _told(row: Commitment) -> Evidence:
    what = row.what[:1].lower() + row.what[1:]
    if row.state == Stage.KEPT:
        says, weight = f"Promised, and done{' after the time' if row.late else ''}: {what}.", 0.5 if row.late else 1.0
    else:
        says, weight = f"Promised, and not done in time: {what}.", -2.0
    return Evidence(KEPT if row.state == Stage.KEPT else BROKEN, says[:400], row.ticket_id, weight, row.message_id,
                    row.words, row.ended_at)  # fmt: skip
