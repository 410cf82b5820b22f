"""Say to whoever has a complex matter that its customer should hear from us."""

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.learning.closing.queries import UPDATE
from whiteglove.service.desk.models import Ticket


def nudge(event: Event) -> None:
    """`event`: a clock of a ticket warned. Their pages hear of it and ask what it is; a row of events counts it."""
    if event.facts.get("metric") != UPDATE:
        return
    ticket = Ticket.objects.filter(pk=event.subject_id).first()
    if ticket is None or not ticket.is_unfinished or ticket.assignee_id is None:
        return
    subject, audience = f"update:{ticket.pk}", f"person:{ticket.assignee_id}"
    record("update.due", subject=subject, by=None, at=event.at, facts={"ticket": ticket.pk}, audience=audience)
