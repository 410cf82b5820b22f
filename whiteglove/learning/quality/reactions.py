"""What this room does when a conversation is closed, goes on, or was read."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.learning.quality import actions
from whiteglove.learning.quality.models import Sample
from whiteglove.learning.surveys.models import Survey

CHANGES = (
    "ticket.solved", "ticket.took_in", "ticket.gave_back", "ticket.unmerged", "ticket.reply_undone",
    "ticket.noted", "ticket.kind_set", "reading.kept", "reading.followed", "reading.corrected",
    "reading.correction_undone",
    "survey.answered", "survey.changed", "commitment.kept", "commitment.broken", "commitment.reopened",
    "dispute.decided", "playbook.ticked", "playbook.unticked", "playbook.opened",
)  # fmt: skip


# Comparing meanings takes a while: it mustn't hold a transaction open.
@on(*CHANGES, atomic=False)
def score_what_is_closed(event: Event) -> None:
    """Also what was read, corrected, kept or broken after it was solved; an unchanged one is left as it is."""
    if event.subject_type == "survey":
        # What was answered in a chat is told of the survey: the ticket's own timeline tells it already.
        tickets = Survey.objects.filter(pk=event.subject_id).values_list("ticket", flat=True)
    else:
        # What was decided of one score holds for the one that stands by now.
        tickets = [event.facts["ticket"] if event.subject_type == "dispute" else event.subject_id]
    for ticket in tickets:
        actions.score_ticket(ticket=ticket, at=event.at)


@on("ticket.reopened", "ticket.customer_wrote", "ticket.merged")
def end_what_goes_on(event: Event) -> None:
    actions.end_score(ticket=event.subject_id, at=event.at)


@every(seconds=900, name="quality.remind")
def remind(at: datetime) -> None:
    actions.remind(at=at)


@every(seconds=20, name="quality.draw_first")
def draw_first(at: datetime) -> None:
    """A desk on which nothing was ever drawn needn't wait for its first conversations to review."""
    if not Sample.objects.exists():
        actions.draw_samples(at=at)


@every(seconds=300, name="quality.draw")
def draw(at: datetime) -> None:
    actions.draw_samples(at=at)
