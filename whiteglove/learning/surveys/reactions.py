"""What this room does when something happened elsewhere, and what it does again and again."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on

from . import (
    actions,
    personal_data,  # noqa: F401  registers this room's part of export and erasure
)


@on("ticket.solved", "ticket.replied")
def plan_to_ask(event: Event) -> None:
    """A reply may solve its ticket in the same breath."""
    if event.name == "ticket.solved" or event.facts.get("state") == "solved":
        actions.plan(event)


@every(seconds=20, name="surveys.ask")
def ask(at: datetime) -> None:
    actions.ask_due(at)


@every(seconds=30, name="surveys.settle_clicks")
def settle(at: datetime) -> None:
    actions.settle_clicks(at)


@on("survey.answered", "survey.changed")
def open_again_after_a_bad_answer(event: Event) -> None:
    actions.heed(event)


@on("chat.ended")
def count_the_question_of_a_chat(event: Event) -> None:
    actions.hear_of_end(event)


@on("chat.rated")
def keep_how_the_chat_was_found(event: Event) -> None:
    actions.hear_of_rating(event)


@on("message.bounced", "message.failed", "message.cancelled")
def count_as_not_asked(event: Event) -> None:
    actions.mark_undelivered(event)


@on("message.requeued", "message.marked_sent")
def count_as_asked_after_all(event: Event) -> None:
    actions.mark_delivered(event)


@on("ticket.merged", "ticket.unmerged")
def go_with_the_ticket(event: Event) -> None:
    other = event.facts["out_of" if event.name == "ticket.unmerged" else "into"]
    actions.follow_merges([event.subject_id, other])
