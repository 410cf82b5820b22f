"""What this room does when two tickets became one, or two again."""

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import on

from . import personal_data  # noqa: F401  registers this room's part of export
from .actions.follow_merge import follow_merge


@on("ticket.merged", "ticket.unmerged")
def let_playbooks_follow(event: Event) -> None:
    """An open playbook goes with its conversation, into a merge and back."""
    other = event.facts["out_of" if event.name == "ticket.unmerged" else "into"]
    follow_merge(source=event.subject_id, other=other, at=event.at)
