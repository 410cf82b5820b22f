"""Say of a ticket what happened with its survey: ids and scores, never a customer's words."""

from datetime import datetime
from typing import Any

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.learning.surveys.models import Survey


def tell(name: str, survey: Survey, by: Person | None, at: datetime, /, **facts: Any) -> Event:
    """Heard by whoever hears of the ticket."""
    said = {"survey": survey.pk, **facts}
    return record(name, subject=survey.ticket, by=by, at=at, facts=said, audience=survey.ticket.topics)


def tell_aside(name: str, survey: Survey, at: datetime, /, **facts: Any) -> Event:
    """The same where the ticket's own timeline tells it already."""
    said = {"survey": survey.pk, **facts}
    return record(name, subject=survey, by=None, at=at, facts=said, audience=survey.ticket.topics)
