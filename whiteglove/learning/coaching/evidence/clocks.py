"""Clocks of the tickets somebody has that were missed."""

from whiteglove.service.desk.models import Clock

from .scope import counted
from .shape import Evidence, Window

MISSED = "missed"


def _of(window: Window):
    return counted(Clock.objects.filter(ticket__assignee=window.person), window)


def from_clocks(window: Window) -> list[Evidence]:
    rows = _of(window).filter(breached_at__gte=window.since, breached_at__lt=window.until).select_related("target")
    return [
        Evidence(MISSED, f"Later than the standard asks: {row.target.says if row.target else row.metric}."[:400],
                 row.ticket_id, -1.5, at=row.breached_at)
        for row in rows.order_by("breached_at", "id")
    ]  # fmt: skip
