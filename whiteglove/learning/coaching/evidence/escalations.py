"""What somebody handed to a supervisor: hard by nature, and no fault of theirs."""

from whiteglove.service.desk.models import Escalation

from .scope import counted
from .shape import Evidence, Window

ESCALATED = "escalated"


def from_escalations(window: Window) -> list[Evidence]:
    rows = counted(Escalation.objects.filter(by=window.person), window)
    rows = rows.filter(at__gte=window.since, at__lt=window.until)
    return [
        Evidence(ESCALATED, f"Given to a supervisor: {row.get_reason_display().lower()}.", row.ticket_id, -1.0,
                 at=row.at)
        for row in rows.order_by("at", "id")
    ]  # fmt: skip
