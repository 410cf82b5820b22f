"""What this room does when something was written, and what it does again and again."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on, on_rehearsal

from . import personal_data  # noqa: F401  registers this room's part of export and erasure
from .actions.climb_ladder import climb_where_there_is_more, set_aside_or_take_up
from .actions.follow_messages import follow_messages
from .actions.read_messages import read_ticket


# Reading takes a while: it mustn't hold a transaction open.
@on("ticket.opened", "ticket.customer_wrote", "ticket.stayed_solved", "ticket.replied", atomic=False)
@on_rehearsal("ticket.opened", "ticket.customer_wrote", "ticket.replied", atomic=False)
def read_what_was_written(event: Event) -> None:
    read_ticket(ticket=event.subject_id, at=event.at)


@on("ticket.merged", "ticket.unmerged")
def let_signals_follow(event: Event) -> None:
    """What was found goes with its messages, into a merge and back."""
    apart = event.name == "ticket.unmerged"
    other = event.facts["out_of" if apart else "into"]
    follow_messages(tickets=(event.subject_id, other), apart=apart, at=event.at)


@every(seconds=900, name="standards.climb")
def learn(at: datetime) -> None:
    set_aside_or_take_up(at=at)
    climb_where_there_is_more(at=at)
