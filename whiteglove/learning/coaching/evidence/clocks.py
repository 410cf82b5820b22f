"""Clocks of the tickets somebody has: met and missed."""

from whiteglove.learning.coaching.scope import counted_by_ticket
from whiteglove.service.desk.models import Clock

from .shape import Evidence, Share, Window

MISSED = "missed"


def _of(window: Window):
    return counted_by_ticket(Clock.objects.filter(ticket__assignee=window.person))


def from_clocks(window: Window) -> list[Evidence]:
    rows = _of(window).filter(breached_at__gte=window.since, breached_at__lt=window.until).select_related("target")
    return [
        Evidence(MISSED, f"Later than the standard asks: {row.target.says if row.target else row.metric}."[:400],
                 row.ticket_id, -1.5, at=row.breached_at)
        for row in rows.order_by("breached_at", "id")
    ]  # fmt: skip


def share_met(window: Window) -> Share:
    """Of those that ended, or were missed and still run."""
    ended = _of(window).filter(ended_at__gte=window.since, ended_at__lt=window.until, due_at__isnull=False)
    late = _of(window).filter(breached_at__gte=window.since, breached_at__lt=window.until)
    missed = set(late.values_list("pk", flat=True))
    ended = set(ended.values_list("pk", "breached_at"))
    met = sum(breached is None for _, breached in ended)
    return Share("Response times met", met, len(missed | {pk for pk, _ in ended}), "clocks")
