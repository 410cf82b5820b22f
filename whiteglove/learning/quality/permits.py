"""Leads review and decide; whoever answers sees what is said of their own work, and may see it otherwise."""

from typing import Any

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit
from whiteglove.service.desk.permits import sees


def of_a_seen_ticket(person: Person, obj: Any) -> bool:
    """Scope: a ticket, or something about one."""
    return sees(person, getattr(obj, "ticket", obj))


def of_their_work(person: Person, obj: Any) -> bool:
    """Scope: a score or a review of what this person did, wherever the ticket is by now; or as for any other."""
    whose = getattr(obj, "about_id", None) or getattr(obj, "person_id", None)
    return whose == person.pk or of_a_seen_ticket(person, obj)


permit("quality.see", roles={"lead", "agent"}, scope=of_their_work, says="See what is said of your own work")
permit("quality.review", roles={"lead"}, scope=of_a_seen_ticket, says="Review conversations of your teams")
permit("quality.dispute", roles={"lead", "agent"}, scope=of_their_work, says="Dispute what is said of your work")
permit("quality.decide", roles={"lead"}, scope=of_a_seen_ticket, says="Decide disputes in your teams")
permit("quality.calibrate", roles={"lead"}, says="Judge the same conversations together and compare")
permit("quality.scores", roles={"lead"}, says="See the scores of your teams")
