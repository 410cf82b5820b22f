"""What this room does when a ticket was solved or opened again, and what it does again and again."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on

from . import personal_data  # noqa: F401  registers this room's part of export and erasure
from .actions.ask_again import ask_due, call_off_where_over, note_that_all_is_well, plan_by_rule
from .actions.follow_up import leave_to_the_team
from .actions.nudge import nudge


@on("ticket.solved", "ticket.replied")
def plan_a_follow_up(event: Event) -> None:
    plan_by_rule(event)


@on("ticket.reopened", "ticket.customer_wrote", "ticket.reply_undone", "ticket.merged")
def ask_no_more(event: Event) -> None:
    call_off_where_over(event)


@on("ticket.stayed_solved")
def say_what_they_answered(event: Event) -> None:
    note_that_all_is_well(event)


@on("clock.warned")
def tell_that_an_update_presses(event: Event) -> None:
    nudge(event)


@on("person.deactivated")
def leave_reminders_to_the_team(event: Event) -> None:
    leave_to_the_team(person=event.subject_id)


@every(seconds=60, name="closing.follow_up")
def follow_up(at: datetime) -> None:
    ask_due(at=at)
