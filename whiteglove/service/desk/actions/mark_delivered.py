"""Somebody saw to a message of ours that hadn't arrived: its ticket stops saying so."""

from whiteglove.ground.events.models import Event

from .change import Unchanged, changing_wherever, tell, ticket_of
from .mark_undelivered import SETTLED, TROUBLES, followed_by, message_of


def mark_delivered(event: Event) -> None:
    """`event` is one of SETTLED about "message:55". Idempotent; what went wrong again since stays as it is."""
    message = message_of(event)
    if message is None:
        return
    with changing_wherever(lambda: ticket_of(message), by=None, at=event.at, permit="desk.see") as now:
        message.refresh_from_db(fields=["bounce", "bounced_at", "failed_at"])
        if not (message.bounced_at or message.failed_at) or followed_by(TROUBLES, event):
            raise Unchanged
        message.bounce, message.bounced_at, message.failed_at = {}, None, None
        message.save(update_fields=["bounce", "bounced_at", "failed_at"])
        tell(SETTLED[event.name], now, event.by_id, event.at, message=message.pk)
