"""Erase what somebody who left wrote, and what is known of them, in every room that keeps it."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people import keeping
from whiteglove.ground.people.actions.change_person import hold
from whiteglove.ground.people.actions.refusal import Refused, audience_of
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require


def forget(*, person: Person, by: Person, at: datetime) -> None:
    """For good. Their name stays where they answered customers. Raises Refused while they have access."""
    require(by, "people.forget", person)
    with transaction.atomic():
        fresh = hold(person)
        if fresh.is_active:
            raise Refused("End their access first. Whoever works here takes back their own words.")
        for part in keeping.parts():
            part.forget(fresh, at)
        record("person.forgotten", subject=fresh, by=by, at=at, audience=audience_of(fresh))
